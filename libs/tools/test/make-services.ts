import { createCoderClient } from "@fleet-mcp/coder-client";
import type { Clock } from "@fleet-mcp/models";
import { createRepositories } from "@fleet-mcp/repositories";
import type { Repositories } from "@fleet-mcp/repositories";
import { createServices } from "@fleet-mcp/services";
import type { Services } from "@fleet-mcp/services";
import { coderOrigin, createFakeClock } from "@fleet-mcp/testing";
import { makeLog } from "./make-log.ts";

interface Setup {
  readonly clock?: Clock;
}

/** The real layers below the tools, over whatever cassettes a test plays. Events are kept in memory. */
export function makeLayers({ clock = createFakeClock() }: Setup = {}): {
  readonly services: Services;
  readonly events: Repositories["events"];
} {
  const log = makeLog();
  const coder = createCoderClient({ baseUrl: coderOrigin, token: "token-of-the-test", clock });
  const repositories = createRepositories({ coder, coderUrl: coderOrigin, clock, log, owner: "me" });
  const services = createServices({ repositories, clock, log, backend: "auto" });
  return { services, events: repositories.events };
}

/** The services of these layers alone. */
export const makeServices = (setup: Setup = {}): Services => makeLayers(setup).services;
