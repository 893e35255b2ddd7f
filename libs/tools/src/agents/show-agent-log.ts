import { AgentName, LogEntry, LogSource, PageInfo, PageNumber, PageSize } from "@fleet-mcp/models";
import type { LogService } from "@fleet-mcp/services";
import { z } from "zod";
import { defineTool } from "../define-tool.ts";
import { pageLine } from "../page-line.ts";

export const showAgentLog = (logs: Pick<LogService, "show">) =>
  defineTool({
    name: "show_agent_log",
    title: "Show agent log",
    toolset: "tasks",
    description:
      "Shows an agent's conversation, or what its build printed. The newest entry of a busy agent still changes.",
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
    input: z.object({
      agent_name: AgentName,
      source: LogSource.default("conversation").describe("build: how its workspace was made."),
      page: PageNumber.default(1),
      page_size: PageSize.default(1),
      contains: z.string().optional().describe("Only entries with this text."),
      since: z.string().optional().describe("RFC 3339; only from then on."),
    }),
    output: z.object({
      entries: z.array(LogEntry).describe("Newest first."),
      ...PageInfo.shape,
    }),
    async handle({ agent_name, source, contains, since, page, page_size }, options) {
      return logs.show(agent_name, { source, contains, since }, { page, page_size }, options);
    },
    text: ({ entries, ...info }) => [...entries.map(entryText), pageLine(info, "entries", entries.length)].join("\n\n"),
  });

function entryText(entry: LogEntry): string {
  const omitted = entry.omitted_characters ? ` (${entry.omitted_characters} characters before this left out)` : "";
  return `[${entry.from} ${entry.time}]${omitted}\n${entry.text}`;
}
