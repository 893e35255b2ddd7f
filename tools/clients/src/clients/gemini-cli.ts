import { join } from "node:path";
import type { Client } from "./client.ts";

/** Its `mcp list` connects and lists nothing; a prompt lists the tools before it asks the model, which here is nowhere. */
export const geminiCli: Client = {
  title: "Gemini CLI",
  packageName: "@google/gemini-cli",
  version: "0.61.0",
  how: "`gemini -p`, no model behind it",
  attempt: (modules, server) => ({
    command: process.execPath,
    args: [join(modules, "@google/gemini-cli/bundle/gemini.js"), "-p", "Hello"],
    files: {
      ".gemini/settings.json": JSON.stringify({
        mcpServers: { fleet: server },
        general: { enableAutoUpdate: false },
        privacy: { usageStatisticsEnabled: false },
        security: { auth: { selectedType: "gemini-api-key" } },
      }),
    },
    env: {
      GEMINI_API_KEY: "none",
      GEMINI_CLI_TRUST_WORKSPACE: "true",
      GOOGLE_GEMINI_BASE_URL: "http://127.0.0.1:9",
    },
  }),
};
