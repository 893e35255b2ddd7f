import { z } from "zod";
import { json, missing, refusal } from "../http/sim-answer.ts";
import type { SimAnswer } from "../http/sim-answer.ts";
import { createTask } from "../tasks/create-task.ts";
import { toTask } from "../wire/to-task.ts";
import { isName, nameTaken, resolveParameters } from "./new-workspace.ts";
import { readBody } from "./read-body.ts";
import { first } from "./route.ts";
import type { Call } from "./route.ts";
import { visibleUser } from "./visible.ts";

const Body = z.object({
  template_version_id: z.uuid().optional(),
  template_version_preset_id: z.uuid().optional(),
  input: z.string(),
  name: z.string().optional(),
  display_name: z.string().optional(),
});

/** `POST /tasks/{user}`. */
export function createTaskRoute(call: Call): SimAnswer {
  const { world, caller, request } = call;
  const owner = visibleUser(world, caller, first(call));
  if (owner === undefined) return missing();
  const read = readBody(Body, request);
  if ("refused" in read) return read.refused;
  const { template_version_preset_id: presetId, input, display_name: displayName } = read.body;
  const version = world.versions.get(read.body.template_version_id ?? "");
  if (version === undefined) {
    return refusal(400, "Template version not found or you do not have access to this resource");
  }
  if (!version.template.seed.isTaskCapable) {
    return refusal(400, 'Template does not have a valid "coder_ai_task" resource.');
  }
  const name = read.body.name ?? `task-${world.random.letters(6).toLowerCase()}`;
  if (!isName(name)) {
    return refusal(400, "Unable to create a Task with the provided name.", {
      detail: "must be alphanumeric with hyphens",
    });
  }
  if (world.findByName(owner, name)) return nameTaken(name);
  const preset = version.presets.find(({ id }) => id === presetId);
  const resolved = resolveParameters(version, preset, []);
  if ("refused" in resolved) return resolved.refused;
  const { parameters } = resolved;
  const order = { owner, initiator: caller, name, version, preset, parameters, prompt: input, displayName };
  return json(201, toTask(world, createTask(world, order)));
}
