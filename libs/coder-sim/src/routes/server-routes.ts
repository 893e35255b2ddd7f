import { json } from "../http/sim-answer.ts";
import { toTime } from "../wire/to-time.ts";
import type { World } from "../world/world.ts";
import type { Route } from "./route.ts";

/** `GET /buildinfo`, the one answer that needs no token. */
export function buildInfo({ traits, baseUrl, deploymentId }: World) {
  return json(200, {
    external_url: "https://github.com/coder/coder",
    version: traits.version,
    dashboard_url: baseUrl,
    telemetry: false,
    workspace_proxy: false,
    agent_api_version: "1.0",
    provisioner_api_version: traits.provisionerApiVersion,
    upgrade_message: "",
    deployment_id: deploymentId,
  });
}

export const serverRoutes: readonly Route[] = [
  { method: "GET", path: "experiments", answer: () => json(200, []) },
  { method: "GET", path: "applications/host", answer: () => json(200, { host: "" }) },
  { method: "GET", path: "organizations", answer: ({ world }) => json(200, [toOrganization(world)]) },
];

function toOrganization({ organization: { id, createdMs } }: World) {
  return {
    id,
    name: "coder",
    display_name: "Coder",
    icon: "",
    description: "Builtin default organization.",
    created_at: toTime(createdMs),
    updated_at: toTime(createdMs),
    is_default: true,
  };
}
