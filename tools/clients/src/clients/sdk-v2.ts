import { connecting } from "./connecting.ts";
import type { Client } from "./client.ts";

export const sdkV2: Client = {
  title: "TypeScript SDK, v2",
  packageName: "@modelcontextprotocol/client",
  version: "2.4.0",
  how: "`connect`, `listTools`",
  attempt: (modules, server) =>
    connecting(modules, server, {
      client: "@modelcontextprotocol/client/dist/index.mjs",
      transport: "@modelcontextprotocol/client/dist/stdio.mjs",
      options: { versionNegotiation: { mode: { pin: "2026-07-28" } } },
    }),
};
