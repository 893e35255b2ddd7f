import { join } from "node:path";
import type { Client } from "./client.ts";

const requests = [
  { id: 1, method: "initialize", params: { clientInfo: { name: "fleet-mcp-clients", version: "0.0.0" } } },
  { method: "initialized" },
  { id: 2, method: "mcpServerStatus/list", params: {} },
];

export const codex: Client = {
  title: "Codex",
  packageName: "@openai/codex",
  version: "0.169.0",
  how: "`codex app-server`, `mcpServerStatus/list`",
  attempt: (modules, { command, args }) => ({
    command: process.execPath,
    args: [join(modules, "@openai/codex/bin/codex.js"), "app-server"],
    // A string and a list of strings are the same in TOML as in JSON.
    files: {
      ".codex/config.toml": `[mcp_servers.fleet]\ncommand = ${JSON.stringify(command)}\nargs = ${JSON.stringify(args)}\n`,
    },
    input: requests.map((request) => `${JSON.stringify({ jsonrpc: "2.0", ...request })}\n`).join(""),
  }),
};
