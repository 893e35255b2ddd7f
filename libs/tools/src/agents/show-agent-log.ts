import { AgentName, LogEntry, LogLevel, LogSource, PageInfo, PageNumber, PageSize } from "@fleet-mcp/models";
import type { LogService } from "@fleet-mcp/services";
import { z } from "zod";
import { Detail } from "../answers/detail.ts";
import { smallerPage } from "../answers/smaller-page.ts";
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
      contains: z.string().optional().describe("This text, or /regex/."),
      since: z.string().optional().describe("RFC 3339; from then on."),
      level: LogLevel.optional().describe("Of a build: as bad, or worse."),
      detail: Detail,
    }),
    output: z.object({
      entries: z.array(LogEntry).describe("Newest first."),
      ...PageInfo.shape,
    }),
    async handle({ agent_name, source, contains, since, level, page, page_size, detail }, options) {
      const { entries, ...info } = await logs.show(
        agent_name,
        { source, contains, since, level },
        { page, page_size },
        options,
      );
      return { entries: detail === "full" ? entries : entries.map((entry) => keepEnd(entry, conciseLength)), ...info };
    },
    shorten({ entries: shown, ...info }, { length, entries }) {
      const smaller = smallerPage(shown, info, entries);
      return { entries: smaller.entries.map((entry) => keepEnd(entry, length)), ...smaller.info };
    },
    text({ entries, ...info }, quote) {
      const said = entries.map(entryText).join("\n\n");
      return [
        ...(said ? [quote(said, "the agent, its user or its machine")] : []),
        ...(entries.some((entry) => entry.omitted_characters) ? [howToSeeMore] : []),
        pageLine(info, "entries", entries.length),
      ].join("\n");
    },
  });

/** An agent's screen ends with what matters; this much of it is enough to see how it stands. */
const conciseLength = 2_000;
const howToSeeMore =
  'Left out beginnings: page_size 1 with detail "full" shows the most of an entry, contains finds a word.';

/** The end of a long text says how it went; what was left out of its beginning is counted. */
function keepEnd(entry: LogEntry, length: number): LogEntry {
  const more = entry.text.length - length;
  if (more <= 0) return entry;
  return { ...entry, text: entry.text.slice(more), omitted_characters: (entry.omitted_characters ?? 0) + more };
}

function entryText(entry: LogEntry): string {
  const { omitted_characters: before, omitted_after: after } = entry;
  const left = [...(before ? [`${before} characters before`] : []), ...(after ? [`${after} characters after`] : [])];
  const omitted = left.length > 0 ? ` (${left.join(" and ")} this left out)` : "";
  return `[${entry.from} ${entry.time}]${omitted}\n${entry.text}`;
}
