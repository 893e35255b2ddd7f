import { join } from "node:path";
import type { Client } from "./client.ts";
import { platform } from "./platform.ts";

export const claudeCode: Client = {
  title: "Claude Code",
  packageName: "@anthropic-ai/claude-code",
  version: "2.1.329",
  how: "`claude mcp list`",
  attempt: (modules, server) => ({
    command: join(modules, `@anthropic-ai/claude-code-${platform}/claude`),
    args: ["mcp", "list"],
    files: { ".claude.json": JSON.stringify({ mcpServers: { fleet: { type: "stdio", ...server } } }) },
    env: { CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1" },
  }),
};
