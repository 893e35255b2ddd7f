import { join } from "node:path";
import type { Client } from "./client.ts";
import { platform } from "./platform.ts";

export const opencode: Client = {
  title: "opencode",
  packageName: "opencode-ai",
  version: "1.18.33",
  how: "`opencode mcp list`",
  attempt: (modules, { command, args }) => ({
    command: join(modules, `opencode-${platform}/bin/opencode`),
    args: ["mcp", "list"],
    files: {
      ".config/opencode/opencode.json": JSON.stringify({
        autoupdate: false,
        share: "disabled",
        mcp: { fleet: { type: "local", command: [command, ...args], enabled: true } },
      }),
    },
    env: { OPENCODE_DISABLE_AUTOUPDATE: "1", OPENCODE_DISABLE_MODELS_FETCH: "1" },
  }),
};
