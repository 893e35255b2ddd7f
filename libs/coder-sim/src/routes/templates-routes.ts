import { json, missing } from "../http/sim-answer.ts";
import { readQuery } from "../search/read-query.ts";
import { toPreset, toRichParameter, toTemplate } from "../wire/to-template.ts";
import type { SimTemplate } from "../world/sim-template.ts";
import { first, second } from "./route.ts";
import type { Call, Route } from "./route.ts";

const keys = [
  "organization",
  "exact_name",
  "exact_display_name",
  "name",
  "display_name",
  "ids",
  "deprecated",
  "has-ai-task",
  "author",
  "author_id",
  "has_external_agent",
  "deleted",
];

type Filter = (template: SimTemplate, value: string) => boolean;

const filters: Readonly<Record<string, Filter>> = {
  exact_name: ({ seed }, value) => seed.name === value,
  exact_display_name: ({ seed }, value) => seed.displayName.toLowerCase() === value,
  name: ({ seed }, value) => seed.name.includes(value),
  display_name: ({ seed }, value) => seed.displayName.toLowerCase().includes(value),
  ids: ({ id }, value) => value.split(",").includes(id),
  deprecated: (_, value) => value === "false",
  deleted: (_, value) => value === "false",
  "has-ai-task": ({ seed }, value) => String(seed.isTaskCapable) === value,
};

export const templatesRoutes: readonly Route[] = [
  { method: "GET", path: "templates", answer: listTemplates },
  { method: "GET", path: "organizations/*/templates/*", answer: getTemplate },
  { method: "GET", path: "templateversions/*/rich-parameters", answer: listParameters },
  { method: "GET", path: "templateversions/*/presets", answer: listPresets },
];

function listTemplates({ world, query }: Call) {
  const read = readQuery(query.get("q"), "template", "display_name", keys);
  if ("refused" in read) return read.refused;
  const found = world.templates.filter((template) =>
    [...read.terms].every(([key, value]) => filters[key]?.(template, value) ?? true),
  );
  return json(
    200,
    found.map((template) => toTemplate(world, template)),
  );
}

function getTemplate(call: Call) {
  const { world } = call;
  const template = world.templates.find(({ seed }) => seed.name === second(call));
  const isHere = [world.organization.id, "coder", "default"].includes(first(call));
  return template && isHere ? json(200, toTemplate(world, template)) : missing();
}

function listParameters(call: Call) {
  const version = call.world.versions.get(first(call));
  return version ? json(200, version.template.seed.parameters.map(toRichParameter)) : missing();
}

/** `null` and not an empty list where there are none. */
function listPresets(call: Call) {
  const version = call.world.versions.get(first(call));
  if (version === undefined) return missing();
  return json(200, version.presets.length === 0 ? null : version.presets.map(toPreset));
}
