import { createCoderClient } from "@fleet-mcp/coder-client";
import type { ObserveRequest } from "@fleet-mcp/coder-client";
import type { Clock, Logger } from "@fleet-mcp/models";
import { createRepositories } from "@fleet-mcp/repositories";
import { createServices } from "@fleet-mcp/services";
import type { Services } from "@fleet-mcp/services";
import { chooseTools, createTools } from "@fleet-mcp/tools";
import type { OfferedTools } from "@fleet-mcp/tools";
import type { Config } from "./config/config.ts";
import type { CoderLogin } from "./config/resolve-coder.ts";
import { version } from "./version.ts";

export interface Composition extends OfferedTools {
  readonly services: Services;
}

export interface CoderInUse extends CoderLogin {
  readonly isSimulated: boolean;
}

interface Surroundings {
  readonly coder: CoderInUse;
  readonly log: Logger;
  readonly clock: Clock;
  readonly observeRequest?: ObserveRequest | undefined;
}

/** The whole product, bottom up, each part once: services hold what all connections share. */
export function compose(
  { owner, appSlug, backend, readOnly, toolsets }: Config,
  { coder: { url, token, isSimulated }, log, clock, observeRequest: observe }: Surroundings,
): Composition {
  const userAgent = `fleet-mcp/${version}`;
  const coder = createCoderClient({ baseUrl: url, token, clock, userAgent, ...(observe ? { observe } : {}) });
  const repositories = createRepositories({ coder, coderUrl: url, clock, log, owner, appSlug });
  const services = createServices({ repositories, clock, log, backend });
  const tools = createTools(services, { readOnly: false, isSimulated });
  return { ...chooseTools(tools, { readOnly, toolsets }), services };
}
