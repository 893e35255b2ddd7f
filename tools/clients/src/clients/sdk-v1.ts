import { connecting } from "./connecting.ts";
import type { Client } from "./client.ts";

export const sdkV1: Client = {
  title: "TypeScript SDK, v1",
  packageName: "@modelcontextprotocol/sdk",
  version: "1.32.2",
  how: "`connect`, `listTools`",
  attempt: (modules, server) =>
    connecting(modules, server, {
      client: "@modelcontextprotocol/sdk/dist/esm/client/index.js",
      transport: "@modelcontextprotocol/sdk/dist/esm/client/stdio.js",
      options: {},
    }),
};
