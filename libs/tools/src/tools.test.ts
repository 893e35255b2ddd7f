import { readdirSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { connectTools } from "../test/connect-tools.ts";
import { makeTools } from "../test/make-tools.ts";
import { toolsetNames } from "./toolset-name.ts";

const names = [
  "list_agents",
  "show_agent",
  "create_agent",
  "start_agent_task",
  "cancel_agent_task",
  "show_agent_task_history",
  "show_agent_log",
  "delete_agent",
  "restart_agent",
  "list_agent_projects",
  "list_agent_roles",
  "get_fleet_status",
  "wait_for_agents",
  "get_fleet_digest",
  "query_events",
  "list_alerts",
  "resolve_alert",
  "send_agent_input",
];
const verbs = /^(list|show|get|query|create|start|restart|cancel|delete|resolve|send|wait_for)_[a-z]+(_[a-z]+)*$/;

describe("all tools", () => {
  it("are these, in this order, each once", () => {
    expect(makeTools().map(({ name }) => name)).toEqual(names);
  });

  it("belong to one toolset each, and no toolset is empty", () => {
    const used = makeTools().map(({ toolset }) => toolset);

    expect(new Set(used)).toEqual(new Set(toolsetNames));
  });

  it("have a file of their own, called as they are, with a test beside it", () => {
    const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" }).map(fileName);

    const without = names.map(toKebab).filter((name) => !files.includes(`${name}.ts`));
    const untested = names.map(toKebab).filter((name) => !files.includes(`${name}.test.ts`));

    expect({ without, untested }).toEqual({ without: [], untested: [] });
  });

  it.each(names)("%s begins with a verb of the list, and its title says the same in words", (name) => {
    const { title } = toolCalled(name);

    expect(name).toMatch(verbs);
    expect(title.toLowerCase()).toBe(name.replaceAll("_", " "));
    expect(title).toMatch(/^[A-Z]/);
  });

  it.each(names)("%s describes itself in one or two plain sentences", (name) => {
    const { description } = toolCalled(name);

    const sentences = description.split(/(?<=[.?!])\s+/);

    expect(description.length).toBeLessThanOrEqual(300);
    expect(sentences.length).toBeLessThanOrEqual(2);
    expect(sentences.filter((sentence) => !/^[A-Z].*\.$/.test(sentence) && !/^[a-z_]+ .*\.$/.test(sentence))).toEqual(
      [],
    );
    expect(description).not.toMatch(/!|[\n<>`#*{}]|\b[A-Z]{5,}\b|\b(IMPORTANT|NEVER|ALWAYS|MUST)\b/);
  });

  it.each(names)("%s speaks only of tools that there are", (name) => {
    const words = JSON.stringify(listedAs(name)).match(/\b[a-z]+_agents?(_[a-z]+)*\b/g) ?? [];

    expect(words.filter((word) => !["agent_name", "more_agents"].includes(word) && !names.includes(word))).toEqual([]);
  });
});

describe("hints of all tools", () => {
  it.each(names)("%s gives all four, and they agree with each other and with its verb", (name) => {
    const { annotations } = toolCalled(name);
    const reads = /^(list|show|get|query|wait_for)_/.test(name);

    expect(annotations).toEqual({
      readOnlyHint: reads,
      destructiveHint: ["cancel_agent_task", "delete_agent", "restart_agent", "send_agent_input"].includes(name),
      idempotentHint: reads || ["delete_agent", "resolve_alert"].includes(name),
      openWorldHint: true,
    });
  });

  it("leave exactly the tools that change nothing when read-only", () => {
    const kept = makeTools({ readOnly: true }).map(({ name }) => name);

    expect(kept).toEqual(names.filter((name) => !/^(create|start|cancel|delete|restart|resolve|send)_/.test(name)));
  });
});

describe("schemas of all tools", () => {
  it.each(names)("%s describes every field of its input, and of its output what its name does not say", (name) => {
    const { input, output } = listedAs(name);

    const speaking = undescribed(output, "output").map((path) => path.split(".").at(-1));

    expect(undescribed(input, "input")).toEqual([]);
    expect(speaking.filter((field = "") => !speakingNames.includes(field))).toEqual([]);
  });

  it.each(names)("%s takes plain input only", (name) => {
    const { input } = listedAs(name);

    expect(unplain(input, "input")).toEqual([]);
  });

  it.each(names)("%s pages in bounds, when it pages, and then says how the list was cut", (name) => {
    const { input, output } = listedAs(name);
    const page = fieldOf(input, "page");
    const pageSize = fieldOf(input, "page_size");
    const isPaged = page !== undefined;
    const given = Object.keys(output.properties ?? {}).filter((field) => pageFields.includes(field));

    // A total alone is a figure.
    expect(given).toEqual(isPaged ? pageFields : given.filter((field) => field === "total"));
    expect(page).toEqual(isPaged ? expect.objectContaining({ default: 1, minimum: 1 }) : undefined);
    expect(pageSize).toEqual(
      isPaged ? expect.objectContaining({ default: expect.any(Number), minimum: 1, maximum: 100 }) : undefined,
    );
  });

  it("call an agent that exists agent_name everywhere, in the same words", () => {
    const ofAgents = names.filter((name) => /_agent(_|$)/.test(name) && !/^(create|list)_/.test(name));

    const described = ofAgents.map((name) => fieldOf(listedAs(name).input, "agent_name")?.description);

    expect(ofAgents).toHaveLength(8);
    expect(new Set(described)).toEqual(new Set(["Name as in list_agents, in any case."]));
  });
});

describe("what the definitions cost a model", () => {
  it("is less than 6,000 tokens for all", async () => {
    const costs = await tokensByName();

    expect([...costs.keys()]).toEqual(names);
    expect([...costs.values()].reduce((sum, cost) => sum + cost, 0)).toBeLessThan(6_000);
  });

  it("is less than 450 tokens for each", async () => {
    const costs = await tokensByName();

    expect([...costs].filter(([, cost]) => cost >= 450)).toEqual([]);
  });
});

type Schema = z.core.JSONSchema.BaseSchema;
/** Of output fields: describing these would only repeat them. */
const speakingNames = (
  "name status state status_reason project role last_task pull_request page page_size has_next has_previous backend owner organization " +
  "workspace_id display_name description roles since outdated url task started_at sent_at agent_name time task_id build_number healthy created_at last_used_at " +
  "pull_request_status pull_request_check_status pending_alerts total by_status by_project offline_or_failed_percent healthy_percent " +
  "computed_at value samples confidence measure worst started finished failed passing failing pending unknown happened agents what at " +
  "outliers digest cursor seq type data actor correlation_id occurred_at alert_id rule severity times_escalated delivered warning"
).split(" ");
const pageFields = ["total", "page", "page_size", "has_next", "has_previous"];
const toKebab = (name: string): string => name.replaceAll("_", "-");
const fileName = (path: string): string => path.split("/").at(-1) ?? path;

function toolCalled(name: string) {
  const found = makeTools().find((tool) => tool.name === name);
  if (!found) throw new Error(`There is no tool ${name}.`);
  return found;
}

interface Listed {
  readonly description: string;
  readonly input: Schema;
  readonly output: Schema;
}

function listedAs(name: string): Listed {
  const { description, input, output } = toolCalled(name);
  return { description, input: z.toJSONSchema(input, { io: "input" }), output: z.toJSONSchema(output) };
}

function fieldOf(schema: Schema, name: string): Schema | undefined {
  const field: unknown = schema.properties?.[name];
  return isSchema(field) ? field : undefined;
}

/** Schemas one level below: of fields with their path, of entries and of values. */
function below(schema: Schema, path: string): readonly (readonly [string, Schema, isField: boolean])[] {
  const inner: [string, unknown, boolean][] = [
    ...Object.entries(schema.properties ?? {}).map(([key, value]): [string, unknown, boolean] => [
      `${path}.${key}`,
      value,
      true,
    ]),
    [`${path}[]`, schema.items, false],
    [`${path}{}`, schema.additionalProperties, false],
  ];
  return inner.flatMap(([where, value, isField]) => (isSchema(value) ? [[where, value, isField] as const] : []));
}

const isSchema = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function undescribed(schema: Schema, path: string): readonly string[] {
  return below(schema, path).flatMap(([where, inner, isField]) => [
    ...(isField && !inner.description?.trim() ? [where] : []),
    ...undescribed(inner, where),
  ]);
}

const plainTypes = ["object", "string", "integer", "number", "boolean", "array"];
const combiners = ["anyOf", "oneOf", "allOf", "not", "$ref", "if"];

function unplain(schema: Schema, path: string): readonly string[] {
  const isPlain = plainTypes.includes(String(schema.type)) && !combiners.some((word) => word in schema);
  return [...(isPlain ? [] : [path]), ...below(schema, path).flatMap(([where, inner]) => unplain(inner, where))];
}

/** As an MCP client receives them; four characters make a token. */
async function tokensByName(): Promise<ReadonlyMap<string, number>> {
  const { client, close } = await connectTools();
  const { tools } = await client.listTools();
  await close();
  return new Map(
    tools.map(({ name, title, description, annotations, inputSchema, outputSchema }) => {
      const definition = { name, title, description, annotations, inputSchema, outputSchema };
      return [name, JSON.stringify(definition).length / 4];
    }),
  );
}
