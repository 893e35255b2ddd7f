import { join } from "node:path";
import type { Client } from "./client.ts";

export const mcporter: Client = {
  title: "mcporter",
  packageName: "mcporter",
  version: "0.12.3",
  how: "`mcporter list`",
  attempt: (modules, { command, args }) => ({
    command: process.execPath,
    args: [join(modules, "mcporter/dist/cli.js"), "list", "fleet", "--json"],
    files: { "config/mcporter.json": JSON.stringify({ mcpServers: { fleet: { command, args } } }) },
  }),
};
