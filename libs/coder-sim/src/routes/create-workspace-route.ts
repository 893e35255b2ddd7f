import { z } from "zod";
import { createWorkspace } from "../builds/create-workspace.ts";
import { jsonText, missing, refusal } from "../http/sim-answer.ts";
import type { SimAnswer } from "../http/sim-answer.ts";
import { toWorkspaceRow } from "../wire/to-workspace.ts";
import { activeVersion } from "../world/sim-template.ts";
import type { SimVersion } from "../world/sim-template.ts";
import type { World } from "../world/world.ts";
import { isName, nameTaken, resolveParameters } from "./new-workspace.ts";
import { readBody } from "./read-body.ts";
import { first } from "./route.ts";
import type { Call } from "./route.ts";
import { visibleUser } from "./visible.ts";

const Body = z.object({
  name: z.string(),
  template_id: z.uuid().optional(),
  template_version_id: z.uuid().optional(),
  template_version_preset_id: z.uuid().optional(),
  rich_parameter_values: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
});

/** `POST /users/{user}/workspaces`. */
export function createWorkspaceRoute(call: Call): SimAnswer {
  const { world, caller, request } = call;
  const owner = visibleUser(world, caller, first(call));
  if (owner === undefined) return missing();
  const read = readBody(Body, request);
  if ("refused" in read) return read.refused;
  const { name, template_version_preset_id: presetId, rich_parameter_values: given = [] } = read.body;
  if (!isName(name)) {
    const detail = `Validation failed for tag "workspace_name" with value: "${name}"`;
    return refusal(400, "Validation failed.", { validations: [{ field: "name", detail }] });
  }
  const version = versionOf(world, read.body);
  if (version === undefined) return versionMissing(read.body);
  if (world.findByName(owner, name)) return nameTaken(name);
  const preset = version.presets.find(({ id }) => id === presetId);
  const resolved = resolveParameters(version, preset, given);
  if ("refused" in resolved) return resolved.refused;
  const { parameters } = resolved;
  const workspace = createWorkspace(world, { owner, initiator: caller, name, version, preset, parameters });
  return jsonText(201, toWorkspaceRow(world, workspace));
}

type Versioned = Pick<z.output<typeof Body>, "template_id" | "template_version_id">;

function versionOf({ versions, templates }: World, { template_version_id, template_id }: Versioned) {
  if (template_version_id !== undefined) return versions.get(template_version_id);
  const template = templates.find(({ id }) => id === template_id);
  return template && (activeVersion(template) satisfies SimVersion);
}

function versionMissing({ template_version_id: id, template_id }: Versioned): SimAnswer {
  if (id === undefined && template_id !== undefined) return refusal(400, `Template "${template_id}" doesn't exist.`);
  return refusal(400, `Template version "${id ?? ""}" doesn't exist.`, {
    validations: [{ field: "template_version_id", detail: "template not found" }],
  });
}
