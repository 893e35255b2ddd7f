import { createCoderClient } from "@fleet-mcp/coder-client";
import type { Clock } from "@fleet-mcp/models";
import { createRepositories } from "@fleet-mcp/repositories";
import { createServices } from "@fleet-mcp/services";
import { coderOrigin, createFakeClock } from "@fleet-mcp/testing";
import type { ToolServices } from "../src/create-tools.ts";
import { makeHugeServices } from "./make-huge-services.ts";
import { makeLog } from "./make-log.ts";

/** The real layers below the tools, over whatever cassettes a test plays. */
export function makeServices({ clock = createFakeClock() }: { readonly clock?: Clock } = {}): ToolServices {
  const log = makeLog();
  const coder = createCoderClient({ baseUrl: coderOrigin, token: "token-of-the-test", clock });
  const repositories = createRepositories({ coder, coderUrl: coderOrigin, clock, log, owner: "me" });
  const real = createServices({ repositories, clock, log, backend: "auto" });
  const { fleet, waiting, events, alerts, input } = makeHugeServices();
  return { fleet, waiting, events, alerts, input, ...real };
}
