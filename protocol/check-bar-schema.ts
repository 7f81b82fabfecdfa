import type { Field } from "apache-arrow/fb/field";
import { FloatingPoint } from "apache-arrow/fb/floating-point";
import { Int } from "apache-arrow/fb/int";
import { MessageHeader } from "apache-arrow/fb/message-header";
import { Precision } from "apache-arrow/fb/precision";
import { Schema } from "apache-arrow/fb/schema";
import { TimeUnit } from "apache-arrow/fb/time-unit";
import { Timestamp } from "apache-arrow/fb/timestamp";
import { Type } from "apache-arrow/fb/type";
import { BAR_COLUMNS, type ColumnLayout, type ColumnType, LEVEL_COLUMNS, LEVELS_COLUMN } from "./bar-layout.ts";
import { readMessage } from "./read-message.ts";

/**
 * Checks that a schema message describes bars: the columns of protocol/bar-layout in their order. Nullability and metadata are the writer's business.
 * @throws RangeError with a sentence that names the first column that differs and what was expected.
 */
export function checkBarSchema(schemaMessage: Uint8Array): void {
  const { metadata } = readMessage(schemaMessage, MessageHeader.Schema, "schema");
  const schema: Schema | null = metadata.header(new Schema());
  if (schema === null) throw new RangeError("Arrow schema message has no schema");
  if (schema.fieldsLength() !== BAR_COLUMNS.length + 1) {
    throw new RangeError(`schema has ${schema.fieldsLength()} columns, expected ${BAR_COLUMNS.length + 1}`);
  }
  for (const [index, column] of BAR_COLUMNS.entries()) checkColumn(schema.fields(index), column);
  const list = schema.fields(BAR_COLUMNS.length);
  const struct = list?.typeType() === Type.List && list.childrenLength() === 1 ? list.children(0) : null;
  if (list?.name() !== LEVELS_COLUMN || struct?.typeType() !== Type.Struct_ || struct.childrenLength() !== LEVEL_COLUMNS.length) {
    throw new RangeError(`schema's last column must be ${LEVELS_COLUMN}, a list of structs of ${LEVEL_COLUMNS.length} fields`);
  }
  for (const [index, column] of LEVEL_COLUMNS.entries()) checkColumn(struct.children(index), column);
}

const HAS_TYPE: Readonly<Record<ColumnType, (field: Field) => boolean>> = {
  timestamp: (field) => {
    const type: Timestamp | null = field.typeType() === Type.Timestamp ? field.type(new Timestamp()) : null;
    return type?.unit() === TimeUnit.MILLISECOND;
  },
  int32: (field) => {
    const type: Int | null = field.typeType() === Type.Int ? field.type(new Int()) : null;
    return type !== null && type.bitWidth() === 32 && type.isSigned();
  },
  float64: (field) => {
    const type: FloatingPoint | null = field.typeType() === Type.FloatingPoint ? field.type(new FloatingPoint()) : null;
    return type?.precision() === Precision.DOUBLE;
  },
  bool: (field) => field.typeType() === Type.Bool,
};

function checkColumn(field: Field | null, column: ColumnLayout): void {
  const name = field?.name();
  if (field === null || name !== column.name) throw new RangeError(`schema has column ${String(name)} where ${column.name} was expected`);
  if (!HAS_TYPE[column.type](field)) throw new RangeError(`schema's column ${column.name} is not of type ${column.type}`);
  if (field.dictionary() !== null) throw new RangeError(`schema's column ${column.name} is dictionary-encoded, expected plain values`);
}
