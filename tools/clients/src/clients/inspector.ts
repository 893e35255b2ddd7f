import { join } from "node:path";
import type { Client } from "./client.ts";

export const inspector: Client = {
  title: "MCP Inspector",
  packageName: "@modelcontextprotocol/inspector",
  version: "2.12.0",
  how: "`mcp-inspector --cli … --method tools/list`",
  attempt: (modules, { command, args }) => ({
    command: process.execPath,
    args: [
      join(modules, "@modelcontextprotocol/inspector/clients/launcher/build/index.js"),
      "--cli",
      command,
      ...args,
      "--method",
      "tools/list",
    ],
  }),
};
