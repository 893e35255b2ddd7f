import type { z } from "zod";

type Schema = z.core.JSONSchema.BaseSchema;

/** One field of an input or an output, nested ones with a dotted name: `agents[].last_task`. */
export interface SchemaField {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly default: string | undefined;
  readonly limits: string | undefined;
  readonly description: string;
}

/** The fields of an object in their order, each followed by the fields inside it. */
export function schemaFields(schema: Schema, prefix = ""): readonly SchemaField[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, value]) => {
    if (typeof value !== "object") return [];
    const name = `${prefix}${key}`;
    return [toField(name, value, schema.required?.includes(key) ?? false), ...inner(value, name)];
  });
}

function inner(schema: Schema, name: string): readonly SchemaField[] {
  const entry = entryOf(schema);
  return entry ? inner(entry, `${name}[]`) : schemaFields(schema, `${name}.`);
}

function toField(name: string, schema: Schema, isRequired: boolean): SchemaField {
  return {
    name,
    type: typeOf(schema),
    isRequired,
    default: schema.default === undefined ? undefined : JSON.stringify(schema.default),
    limits: limitsOf(schema),
    description: schema.description ?? "",
  };
}

function typeOf(schema: Schema): string {
  const entry = entryOf(schema);
  if (entry) return `list of ${typeOf(entry)}`;
  if (schema.enum) return schema.enum.map((word) => JSON.stringify(word)).join(", ");
  if (schema.type === "object" && typeof schema.additionalProperties === "object") {
    return `object of ${typeOf(schema.additionalProperties)}`;
  }
  return String(schema.type);
}

/** zod writes the bounds of safe integers as if they were asked for. */
function limitsOf({ minimum, maximum }: Schema): string | undefined {
  const from = minimum === Number.MIN_SAFE_INTEGER ? undefined : minimum;
  const to = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  if (from !== undefined && to !== undefined) return `${from} to ${to}`;
  if (from !== undefined) return `at least ${from}`;
  return to === undefined ? undefined : `at most ${to}`;
}

function entryOf(schema: Schema): Schema | undefined {
  const { items } = schema;
  return typeof items === "object" && !Array.isArray(items) ? items : undefined;
}
