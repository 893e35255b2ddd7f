import { forbidden, json } from "../http/sim-answer.ts";
import type { SimAnswer } from "../http/sim-answer.ts";
import { toTime } from "../wire/to-time.ts";
import type { World } from "../world/world.ts";
import { checkRights } from "./check-rights.ts";
import type { Call, Route } from "./route.ts";

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
  { method: "POST", path: "authcheck", answer: checkRights },
  { method: "GET", path: "deployment/config", answer: getConfig },
  { method: "GET", path: "experiments", answer: () => json(200, []) },
  { method: "GET", path: "applications/host", answer: () => json(200, { host: "" }) },
  { method: "GET", path: "organizations", answer: ({ world }) => json(200, [toOrganization(world)]) },
];

/** For administrators; of the many options only what says something here. */
function getConfig({ world, caller }: Call): SimAnswer {
  if (!caller.isAdmin) return forbidden();
  const config = { access_url: world.baseUrl, experiments: [], rate_limit: { disable_all: false } };
  return json(200, { config, options: [] });
}

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
