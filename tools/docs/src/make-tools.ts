import { createCoderClient } from "@fleet-mcp/coder-client";
import { createRepositories } from "@fleet-mcp/repositories";
import { createServices } from "@fleet-mcp/services";
import { coderOrigin, createFakeClock } from "@fleet-mcp/testing";
import { createTools } from "@fleet-mcp/tools";
import type { ToolDefinition } from "@fleet-mcp/tools";

/** All tools, to be looked at and not called: making them asks no Coder for anything. */
export function makeTools(): readonly ToolDefinition[] {
  const clock = createFakeClock();
  const coder = createCoderClient({ baseUrl: coderOrigin, token: "none", clock });
  const repositories = createRepositories({ coder, coderUrl: coderOrigin, clock, log: console, owner: "me" });
  return createTools(createServices({ repositories, clock, log: console, backend: "auto" }), { readOnly: false });
}
