import { createCoderClient } from "@fleet-mcp/coder-client";
import type { BackendChoice, Logger } from "@fleet-mcp/models";
import { createRepositories } from "@fleet-mcp/repositories";
import { createServices } from "@fleet-mcp/services";
import type { ScenarioContext } from "../define-scenario.ts";

/** The real client on the Coder of a scenario. */
export const coderOf = ({ url, token, clock }: ScenarioContext) => createCoderClient({ baseUrl: url, token, clock });

/** The real services above it: what a tool of the server would ask of Coder, request by request. */
export function fleetOf(context: ScenarioContext, options: { readonly backend?: BackendChoice; readonly owner?: string } = {}) {
  const repositories = createRepositories({
    coder: coderOf(context),
    coderUrl: context.url,
    clock: context.clock,
    log: silent,
    owner: options.owner ?? context.owner,
  });
  return createServices({ repositories, clock: context.clock, log: silent, backend: options.backend ?? "auto" });
}

const quiet = () => undefined;
const silent: Logger = { debug: quiet, info: quiet, warn: quiet, error: quiet };
