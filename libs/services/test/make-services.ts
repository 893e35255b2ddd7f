import { createCoderClient } from "@fleet-mcp/coder-client";
import type { BackendChoice, Clock, Logger } from "@fleet-mcp/models";
import { createRepositories } from "@fleet-mcp/repositories";
import type { Repositories } from "@fleet-mcp/repositories";
import { coderOrigin, createFakeClock } from "@fleet-mcp/testing";
import { createServices } from "../src/create-services.ts";
import type { Services } from "../src/create-services.ts";
import { makeLog } from "./make-log.ts";

interface Surroundings {
  readonly clock?: Clock;
  readonly log?: Logger;
  readonly backend?: BackendChoice;
}

/** The services of riley's fleet over the real layers below, on whatever a test replays. */
export function makeServices({
  clock = createFakeClock(),
  log = makeLog(),
  backend = "auto",
}: Surroundings = {}): Services {
  return createServices({ repositories: makeRepositories({ clock, log }), clock, log, backend });
}

export function makeRepositories({
  clock = createFakeClock(),
  log = makeLog(),
}: Omit<Surroundings, "backend"> = {}): Repositories {
  const coder = createCoderClient({ baseUrl: coderOrigin, token: "token-of-the-test", clock });
  return createRepositories({ coder, coderUrl: coderOrigin, clock, log, owner: "me" });
}
