import type { z } from "zod";
import { StoreError } from "../store-error.ts";

/** One schema per type: a field that it does not name is refused when written. */
export interface EventSchemas {
  /** Of the shapes below; raised when one changes. */
  readonly version: number;
  readonly types: Readonly<Record<string, z.ZodObject>>;
}

/** The data as it is kept. Throws StoreError `invalid_event` for types and fields that are not known. */
export function dataToKeep({ types }: EventSchemas, type: string, data: unknown): string {
  const schema = Object.hasOwn(types, type) ? types[type] : undefined;
  if (!schema) throw new StoreError("invalid_event", `There is no event type ${JSON.stringify(type)}.`);
  const parsed = strictOf(schema).safeParse(data);
  if (parsed.success) return JSON.stringify(parsed.data);
  throw new StoreError("invalid_event", `The data of ${type} is wrong.`, { cause: parsed.error });
}

/** Making a schema takes zod longer than using it. */
const made = new WeakMap<z.ZodObject, z.ZodObject>();

function strictOf(schema: z.ZodObject): z.ZodObject {
  const strict = made.get(schema) ?? schema.strict();
  made.set(schema, strict);
  return strict;
}
