import { createRepositories } from "@fleet-mcp/repositories";
import type { Repositories } from "@fleet-mcp/repositories";
import type { ScenarioContext } from "../define-scenario.ts";
import { coderOf } from "./wiring.ts";

/** The real repositories on the Coder of a scenario. */
export function repositoriesOf(context: ScenarioContext, options: { readonly owner?: string } = {}): Repositories {
  return createRepositories({
    coder: coderOf(context),
    coderUrl: context.url,
    clock: context.clock,
    log: silent,
    owner: options.owner ?? context.owner,
  });
}

const quiet = () => undefined;
const silent = { debug: quiet, info: quiet, warn: quiet, error: quiet };
