import type { TableColumn, TableColumns } from "../../../protocol/table.ts";
import type { AnswerField, AnswerShape } from "./study-answer.ts";

/** A JSON Schema of draft 2020-12, as OpenAPI 3.1 takes it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The schema of the JSON that write-answer makes of a shape. */
export function answerJsonSchema({ columns, listName, fields = [] }: AnswerShape): JsonSchema {
  const list = { type: "array", items: recordSchema(columns) };
  if (listName === undefined) return list;
  return {
    type: "object",
    properties: { [listName]: list, ...Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)])) },
    required: [listName, ...fields.filter(({ omit }) => omit === undefined).map(({ name }) => name)],
    additionalProperties: false,
  };
}

function recordSchema(columns: TableColumns): JsonSchema {
  return {
    type: "object",
    properties: Object.fromEntries(columns.map((column) => [column.name, columnSchema(column)])),
    required: columns.filter((column) => column.kind === "list" || column.omit === undefined).map(({ name }) => name),
    additionalProperties: false,
  };
}

function columnSchema(column: TableColumns[number]): JsonSchema {
  if (column.kind === "list") return { type: "array", items: recordSchema(column.items), description: column.description };
  const { description, values, nullable, omit } = column;
  const schema = typed(column.kind, nullable === true && omit !== "missing");
  return { ...schema, description, ...(values === undefined ? {} : { enum: values }) };
}

/** A value of a field may always be missing: of an empty range there is none. */
function fieldSchema({ kind, isList, omit, description }: AnswerField): JsonSchema {
  if (isList === true) return { type: "array", items: typed(kind, false), description };
  return { ...typed(kind, omit === undefined), description };
}

function typed(kind: TableColumn["kind"], isNullable: boolean): JsonSchema {
  const [type, format] = typeOf(kind);
  return { type: isNullable ? [type, "null"] : type, ...(format === undefined ? {} : { format }) };
}

function typeOf(kind: TableColumn["kind"]): readonly [type: string, format?: string] {
  switch (kind) {
    case "time":
      return ["string", "date-time"];
    case "flag":
      return ["boolean"];
    case "text":
      return ["string"];
    case "object":
      return ["object"];
    default:
      return ["number"];
  }
}
