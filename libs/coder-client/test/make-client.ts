import { createCoderClient } from "@fleet-mcp/coder-client";
import type { CoderHttpSettings } from "@fleet-mcp/coder-client";
import { coderOrigin, createFakeClock } from "@fleet-mcp/testing";

/** Of the form Coder gives out. */
export const token = "abcdefghij-klmnopqrstuvwxyz012345";

/** A client of the replayed Coder that never waits. */
export const makeClient = (settings: Partial<CoderHttpSettings> = {}) =>
  createCoderClient({ baseUrl: coderOrigin, token, clock: createFakeClock(), ...settings });
