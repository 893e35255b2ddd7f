import { FleetError } from "@fleet-mcp/models";
import { z } from "zod";
import type { ToolDefinition } from "./define-tool.ts";

/** What a client sent does not fit the tool's input; the message names every such field and what it may hold. */
export class InvalidInputError extends FleetError {}

/** Checks what a client sent and fills in defaults. Throws InvalidInputError, also for fields that the tool does not have. */
export function parseInput(tool: Pick<ToolDefinition, "name" | "input">, given: unknown): Record<string, unknown> {
  const parsed = tool.input.strict().safeParse(given);
  if (parsed.success) return parsed.data;
  const allowed = z.toJSONSchema(tool.input, { io: "input" });
  const faults = parsed.error.issues.flatMap((issue) => faultsOf(issue, allowed, given));
  throw new InvalidInputError("invalid_input", `The input does not fit ${tool.name}: ${listOf(faults)}.`, {
    hint: `Correct this and call ${tool.name} again.`,
  });
}

type JsonSchema = z.core.JSONSchema.BaseSchema;
type Issue = z.core.$ZodIssue;

const maxFaults = 10;

function listOf(faults: readonly string[]): string {
  const more = faults.length - maxFaults;
  return faults.slice(0, maxFaults).join("; ") + (more > 0 ? `; and ${more} more` : "");
}

function faultsOf(issue: Issue, root: JsonSchema, given: unknown): readonly string[] {
  const schema = issue.path.reduce<JsonSchema>(schemaAt, root);
  if (issue.code === "unrecognized_keys") {
    const fields = Object.keys(schema.properties ?? {});
    const instead = fields.length > 0 ? `the fields are ${fields.join(", ")}` : "it takes no fields";
    return issue.keys.map((key) => `there is no field ${pathOf([...issue.path, key])}, ${instead}`);
  }
  const field = pathOf(issue.path) || "the input";
  if (issue.code === "custom") return [`${field}: ${issue.message}`];
  const value = issue.path.reduce<unknown>(valueAt, given);
  if (value === undefined) return [`${field} is missing, it must be ${allowedBy(schema)}`];
  return [`${field} must be ${allowedBy(schema)}, not ${inWords(value)}`];
}

const pathOf = (path: readonly PropertyKey[]): string => path.map((key) => cut(String(key), 60)).join(".");

function schemaAt(schema: JsonSchema, key: PropertyKey): JsonSchema {
  const next =
    typeof key === "number" ? schema.items : (schema.properties?.[String(key)] ?? schema.additionalProperties);
  return typeof next === "object" && !Array.isArray(next) ? next : {};
}

function valueAt(value: unknown, key: PropertyKey): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

/** What a field may hold, in words. */
function allowedBy(schema: JsonSchema): string {
  if (schema.enum) return `one of ${schema.enum.join(", ")}`;
  switch (schema.type) {
    case "integer":
      return `a whole number${range(schema.minimum, schema.maximum)}`;
    case "number":
      return `a number${range(schema.minimum, schema.maximum)}`;
    case "boolean":
      return "true or false";
    case "string":
      if (schema.format === "date-time") return "a time such as 2026-01-31T09:30:00Z";
      return `text${range(schema.minLength, schema.maxLength, "character")}`;
    case "array":
      return `a list${range(schema.minItems, schema.maxItems, "entry")}`;
    default:
      return "an object";
  }
}

/** zod writes the bounds of safe integers as if they were asked for; they are not worth saying. */
function range(low: number | undefined, high: number | undefined, unit?: "character" | "entry"): string {
  const from = low === Number.MIN_SAFE_INTEGER ? undefined : low;
  const to = high === Number.MAX_SAFE_INTEGER ? undefined : high;
  if (from !== undefined && to !== undefined) return ` ${unit ? "of" : "from"} ${from} to ${counted(to, unit)}`;
  if (from !== undefined) return ` of at least ${counted(from, unit)}`;
  return to === undefined ? "" : ` of at most ${counted(to, unit)}`;
}

function counted(count: number, unit: "character" | "entry" | undefined): string {
  if (unit === undefined) return String(count);
  if (count === 1) return `1 ${unit}`;
  return `${count} ${unit === "entry" ? "entries" : "characters"}`;
}

/** A value short enough to be repeated; long text is only counted. */
function inWords(value: unknown): string {
  if (typeof value === "string" && value.length > 60) return `text of ${value.length} characters`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === "object" && value !== null ? "an object" : cut(JSON.stringify(value), 60);
}

const cut = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length)}…` : text);
