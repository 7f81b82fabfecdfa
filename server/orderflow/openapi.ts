import { toJsonSchema } from "@valibot/to-json-schema";
import { MAX_BODY_BYTES, MAX_STUDY_BARS } from "../limits.ts";
import { answerJsonSchema, type JsonSchema } from "./answer/answer-json-schema.ts";
import { ARROW_STREAM } from "./answer/write-answer.ts";
import { STUDY_PATH, type StudyRoute } from "./study-route.ts";

const API_VERSION = "1.0.0";

const DESCRIPTION = [
  "Order-flow studies over the traded volume of one symbol, by the same functions as the chart's.",
  "Prices and volumes are decimal numbers in the instrument's units, times ISO 8601 UTC. Lists ascend by time, then price; null stands where a value does not exist.",
  "`limit` (or `lookback`), or `start_time` and `end_time`, select what is shown; sessions and trailing windows see what lies before. An empty range has an empty answer.",
  `Answers are JSON, or the same table as an Arrow stream for \`Accept: ${ARROW_STREAM}\`. There, fields beside the list stand in the schema's metadata as JSON text, and \`evidence\` is JSON text.`,
  `At most ${MAX_STUDY_BARS} bars are shown at once; a body has at most ${MAX_BODY_BYTES} bytes.`,
].join("\n\n");

const ERROR_SCHEMA: JsonSchema = {
  type: "object",
  properties: {
    error: {
      type: "object",
      properties: {
        code: { type: "string", description: "Names the kind of error, for programs." },
        message: { type: "string", description: "What is wrong and what was expected." },
        field: { type: "string", description: "The field it concerns." },
      },
      required: ["code", "message"],
      additionalProperties: false,
    },
  },
  required: ["error"],
  additionalProperties: false,
};

/** The OpenAPI 3.1 description of the studies: requests by the very schemas that check them, answers by the columns that are written. */
export function describeApi(studies: readonly StudyRoute[]): JsonSchema {
  return {
    openapi: "3.1.0",
    info: { title: "Flowglass order flow", version: API_VERSION, description: DESCRIPTION },
    paths: Object.fromEntries(studies.map((study) => [STUDY_PATH + study.path, { post: describeStudy(study) }])),
    components: { schemas: { Error: ERROR_SCHEMA } },
  };
}

function describeStudy({ path, summary, description, request, answer, example }: StudyRoute): JsonSchema {
  const { $schema: _dialect, ...requestSchema } = toJsonSchema(request, { target: "draft-2020-12", typeMode: "input", ignoreActions: ["check"] });
  return {
    operationId: path.replaceAll(/[/-]/g, "_"),
    summary,
    description,
    requestBody: { required: true, content: { "application/json": { schema: requestSchema, example: example.request } } },
    responses: {
      "200": {
        description: `${summary}.`,
        content: {
          "application/json": { schema: answerJsonSchema(answer), example: example.answer },
          [ARROW_STREAM]: { schema: { type: "string", contentMediaType: ARROW_STREAM } },
        },
      },
      "400": errorAnswer("The body is no JSON object, or a field is missing, unknown or cannot be used.", {
        code: "bad-field",
        message: `limit must be a whole number from 1 to ${MAX_STUDY_BARS}, not 0`,
        field: "limit",
      }),
      "404": errorAnswer("The symbol is unknown.", { code: "unknown-symbol", message: 'the symbol "GOLD" is unknown; this server has BTCUSDT', field: "symbol" }),
      "413": errorAnswer("The body is too large.", { code: "body-too-large", message: `the body has more than ${MAX_BODY_BYTES} bytes, which is the most accepted` }),
    },
  };
}

function errorAnswer(description: string, error: object): JsonSchema {
  return { description, content: { "application/json": { schema: { $ref: "#/components/schemas/Error" }, example: { error } } } };
}
