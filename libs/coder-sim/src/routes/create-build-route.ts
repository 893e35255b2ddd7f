import { z } from "zod";
import { queueBuild } from "../builds/queue-build.ts";
import { buildActive, json, missing, refusal } from "../http/sim-answer.ts";
import type { SimAnswer } from "../http/sim-answer.ts";
import { toBuild } from "../wire/to-build.ts";
import { isActive, latestBuild } from "../world/sim-workspace.ts";
import { readBody } from "./read-body.ts";
import { first } from "./route.ts";
import type { Call } from "./route.ts";
import { visibleWorkspace } from "./visible.ts";

const Body = z.object({
  transition: z.enum(["start", "stop", "delete"]),
  template_version_id: z.uuid().optional(),
  template_version_preset_id: z.uuid().optional(),
  rich_parameter_values: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
  reason: z.string().optional(),
  orphan: z.boolean().optional(),
});

/** `POST /workspaces/{id}/builds`. Starting what runs and stopping what stands are builds like any other. */
export function createBuildRoute(call: Call): SimAnswer {
  const { world, caller, request } = call;
  const workspace = visibleWorkspace(world, caller, first(call));
  if (workspace === undefined) return missing();
  const read = readBody(Body, request);
  if ("refused" in read) return read.refused;
  const { transition, orphan = false, template_version_id: versionId, reason } = read.body;
  if (orphan && transition !== "delete") return refusal(400, "Orphan is only permitted when deleting a workspace.");
  if (orphan && !caller.isAdmin) return managersOnly();
  if (isActive(latestBuild(workspace))) return buildActive();
  if (workspace.isDeleted && transition !== "delete") return refusal(409, "Workspace is deleted.");
  const version = versionId === undefined ? latestBuild(workspace).version : world.versions.get(versionId);
  if (version === undefined) return refusal(400, `Template version "${versionId}" doesn't exist.`);

  const presetId = read.body.template_version_preset_id;
  const build = queueBuild(world, workspace, {
    transition,
    initiator: caller,
    isOrphan: orphan,
    version,
    ...(reason !== undefined && transition !== "delete" && { reason }),
    ...(presetId !== undefined && { preset: version.presets.find(({ id }) => id === presetId) }),
    parameters: new Map(read.body.rich_parameter_values?.map(({ name, value }) => [name, value])),
  });
  return json(201, toBuild(world, build));
}

const managersOnly = () =>
  refusal(403, "Only template managers may provide custom state", {
    detail: "Only template managers may provide custom state",
  });
