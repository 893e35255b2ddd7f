import { cleanText, isOnline, maxLogEntryLength, paginate } from "@fleet-mcp/models";
import type { CallOptions, LogEntry, LogSource, PageInfo, PageRequest } from "@fleet-mcp/models";
import type { AgentRecord, Repositories } from "@fleet-mcp/repositories";
import { ServiceError, raiseServiceError, raiseServiceErrorWith } from "../service-error.ts";

export interface LogFilter {
  readonly source: LogSource;
  /** Plain text, without regard to case. */
  readonly contains?: string | undefined;
  /** RFC 3339: only entries from this time on. */
  readonly since?: string | undefined;
}

export function createLogService({
  repositories: { agents, builds, conversations },
}: {
  readonly repositories: Repositories;
}) {
  return { show };

  /** Entries newest first, terminal padding trimmed, each cut to its last 8,000 characters. Throws `not_found`, `offline`, `invalid_input`. */
  async function show(
    name: string,
    filter: LogFilter,
    page: PageRequest,
    options: CallOptions,
  ): Promise<{ entries: LogEntry[] } & PageInfo> {
    const since = toInstant(filter.since);
    const agent = await agents.findByName(name, options).catch(raiseServiceError);
    const all = filter.source === "build" ? await readBuild(agent, options) : await readConversation(agent, options);
    const wanted = filter.contains?.toLowerCase() ?? "";
    const kept = all
      .map((entry) => ({ ...entry, text: cleanText(entry.text) }))
      .filter(({ text, time }) => text !== "" && text.toLowerCase().includes(wanted) && Date.parse(time) >= since)
      .toReversed();
    const { entries, info } = paginate(kept, page);
    return { entries: entries.map(cut), ...info };
  }

  async function readBuild(agent: AgentRecord, options: CallOptions): Promise<LogEntry[]> {
    const lines = await builds.log(agent, options).catch(raiseServiceError);
    return lines.map((line) => ({ from: "build", ...line }));
  }

  async function readConversation(agent: AgentRecord, options: CallOptions): Promise<LogEntry[]> {
    const { name, status } = agent.summary;
    const hint = isOnline(status)
      ? "Try again in a few seconds; if it stays so, call restart_agent."
      : `It is ${status}: its conversation lives on its machine. Use source "build" to see what its build printed, or restart_agent.`;
    return conversations
      .read(agent, options)
      .catch(
        raiseServiceErrorWith({ offline: hint, not_found: `Call list_agents to see whether ${name} is still there.` }),
      );
  }
}
export type LogService = ReturnType<typeof createLogService>;

function toInstant(since: string | undefined): number {
  if (since === undefined) return Number.NEGATIVE_INFINITY;
  const instant = Date.parse(since);
  if (!Number.isNaN(instant)) return instant;
  throw new ServiceError("invalid_input", `since is ${JSON.stringify(since.slice(0, 60))}, which is no time.`, {
    hint: "Use RFC 3339, for example 2026-01-31T09:30:00Z.",
  });
}

/** The end of a long text says how it went; what was left out of its beginning is counted. */
function cut(entry: LogEntry): LogEntry {
  const omitted = entry.text.length - maxLogEntryLength;
  if (omitted <= 0) return entry;
  return { ...entry, text: entry.text.slice(omitted), omitted_characters: omitted };
}
