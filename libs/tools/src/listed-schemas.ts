import { z } from "zod";
import type { ToolDefinition } from "./define-tool.ts";

interface ListedSchemas {
  readonly inputSchema: ListedSchema;
  readonly outputSchema: ListedSchema;
}

/** A Standard Schema with its JSON Schema (standardschema.dev), which is what MCP servers take. */
interface ListedSchema {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    validate(value: unknown): { readonly value: unknown };
    readonly jsonSchema: { input(): ObjectSchema; output(): ObjectSchema };
  };
}

type ObjectSchema = { readonly type: "object"; readonly [keyword: string]: unknown };

/** Made once per tool: over HTTP every request gets a new server. */
const listedSchemas = new WeakMap<ToolDefinition, ListedSchemas>();

/** Both schemas of a tool as `tools/list` shows them. */
export function schemasOf(tool: ToolDefinition): ListedSchemas {
  const known = listedSchemas.get(tool);
  if (known) return known;
  const made = { inputSchema: listed(tool.input.strict(), slimInput), outputSchema: listed(tool.output, slimOutput) };
  listedSchemas.set(tool, made);
  return made;
}

/** The same as plain JSON Schema. */
export function jsonSchemasOf(tool: ToolDefinition) {
  const { inputSchema, outputSchema } = schemasOf(tool);
  return {
    inputSchema: inputSchema["~standard"].jsonSchema.input(),
    outputSchema: outputSchema["~standard"].jsonSchema.output(),
  };
}

/** What the SDK shows in tools/list. It lets every value pass: the SDK's own check would answer in words that are not ours. */
function listed(schema: z.ZodObject, override: Slim): ListedSchema {
  // Not before somebody asks: a client waits for the start, and tools/list comes after its first answer.
  let json: ObjectSchema | undefined;
  const show = () => (json ??= toObjectSchema(schema, override));
  return {
    "~standard": {
      version: 1,
      vendor: "fleet-mcp",
      validate: (value) => ({ value }),
      jsonSchema: { input: show, output: show },
    },
  };
}

/** The dialect is the protocol's default; naming it in every schema costs a model's context and says nothing. */
function toObjectSchema(schema: z.ZodObject, override: Slim): ObjectSchema {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, { io: "input", override });
  return { ...json, type: "object" };
}

type Slim = (found: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }) => void;

/** zod writes the bounds of safe integers on every whole number; they cost a model's context and say nothing. */
function slimInput({ jsonSchema }: Parameters<Slim>[0]): void {
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
}

/** What is listed of an output may be looser than what is sent: a long list of words, or that keys are text, helps nobody to read it. */
function slimOutput({ jsonSchema }: Parameters<Slim>[0]): void {
  slimInput({ jsonSchema });
  if ((jsonSchema.enum?.length ?? 0) > maxListedWords) delete jsonSchema.enum;
  delete jsonSchema.propertyNames;
}

const maxListedWords = 6;
