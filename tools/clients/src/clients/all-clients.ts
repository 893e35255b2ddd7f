import { claudeCode } from "./claude-code.ts";
import type { Client } from "./client.ts";
import { codex } from "./codex.ts";
import { geminiCli } from "./gemini-cli.ts";
import { inspector } from "./inspector.ts";
import { mcporter } from "./mcporter.ts";
import { opencode } from "./opencode.ts";
import { sdkV1 } from "./sdk-v1.ts";
import { sdkV2 } from "./sdk-v2.ts";

/** In the order of the table. */
export const allClients: readonly Client[] = [
  claudeCode,
  codex,
  geminiCli,
  opencode,
  inspector,
  mcporter,
  sdkV1,
  sdkV2,
];
