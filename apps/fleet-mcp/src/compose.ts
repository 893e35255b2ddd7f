import { createCoderClient } from "@fleet-mcp/coder-client";
import type { ObserveRequest } from "@fleet-mcp/coder-client";
import type { Clock, Logger } from "@fleet-mcp/models";
import { createRepositories } from "@fleet-mcp/repositories";
import type { Repositories } from "@fleet-mcp/repositories";
import { createServices } from "@fleet-mcp/services";
import type { Services } from "@fleet-mcp/services";
import { chooseTools, createTools } from "@fleet-mcp/tools";
import type { OfferedTools } from "@fleet-mcp/tools";
import { toThresholds } from "./config/alert-thresholds.ts";
import type { Config } from "./config/config.ts";
import type { CoderLogin } from "./config/resolve-coder.ts";
import { version } from "./version.ts";

export interface Composition extends OfferedTools {
  readonly services: Services;
  /** To be closed at the end. */
  readonly events: Repositories["events"];
}

export interface CoderInUse extends CoderLogin {
  readonly isSimulated: boolean;
}

interface Surroundings {
  readonly coder: CoderInUse;
  readonly log: Logger;
  readonly clock: Clock;
  readonly observeRequest?: ObserveRequest | undefined;
  /** Where events are kept; absent: in memory. */
  readonly eventLogFile?: string | undefined;
}

/** The whole product, bottom up, each part once: services hold what all connections share. */
export function compose(
  { owner, appSlug, backend, readOnly, toolsets, alertThresholds }: Config,
  { coder: { url, token, isSimulated }, log, clock, observeRequest: observe, eventLogFile }: Surroundings,
): Composition {
  const userAgent = `fleet-mcp/${version}`;
  const coder = createCoderClient({ baseUrl: url, token, clock, userAgent, ...(observe ? { observe } : {}) });
  const repositories = createRepositories({ coder, coderUrl: url, clock, log, owner, appSlug, eventLogFile });
  const thresholds = toThresholds(alertThresholds);
  const services = createServices({ repositories, clock: coder.clock, log, backend, thresholds });
  const tools = createTools(services, { readOnly: false, isSimulated });
  return { ...chooseTools(tools, { readOnly, toolsets }), services, events: repositories.events };
}
