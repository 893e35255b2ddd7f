import { createCoderClient } from "@fleet-mcp/coder-client";
import type { CoderHttpSettings } from "@fleet-mcp/coder-client";
import { silentLogger } from "@fleet-mcp/models";
import { createRepositories } from "@fleet-mcp/repositories";
import type { RepositoryParts } from "@fleet-mcp/repositories";
import { coderOrigin, createFakeClock } from "@fleet-mcp/testing";

/** Repositories on the replayed Coder; `warnings` are the messages of what they logged. */
export function makeRepositories(over: Partial<Pick<RepositoryParts, "owner" | "appSlug">> = {}) {
  const clock = createFakeClock();
  const warnings: string[] = [];
  const log = { ...silentLogger, warn: (message: string) => void warnings.push(message) };
  const coder = makeCoder();
  const repositories = createRepositories({ coder, coderUrl: coderOrigin, clock, log, owner: "me", ...over });
  return { ...repositories, clock, warnings };
}

/** The client that the repositories stand on; it never waits. */
export const makeCoder = (over: Partial<CoderHttpSettings> = {}) =>
  createCoderClient({
    baseUrl: coderOrigin,
    token: "abcdefghij-klmnopqrstuvwxyz012345",
    clock: createFakeClock(),
    ...over,
  });
