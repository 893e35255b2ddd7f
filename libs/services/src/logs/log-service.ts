import { cleanText, isAtLeast, isOnline, maxLogEntryLength, paginate } from "@fleet-mcp/models";
import type { CallOptions, Clock, LogEntry, LogLevel, LogSource, PageInfo, PageRequest } from "@fleet-mcp/models";
import type { AgentRecord, Repositories } from "@fleet-mcp/repositories";
import { ServiceError, raiseServiceError, raiseServiceErrorWith } from "../service-error.ts";
import { toInstant } from "../to-instant.ts";
import { toMatcher } from "./to-matcher.ts";

export interface LogFilter {
  readonly source: LogSource;
  /** Plain text, without regard to case, or `/pattern/` with flags. */
  readonly contains?: string | undefined;
  /** RFC 3339: only entries from this time on. */
  readonly since?: string | undefined;
  /** Only of a build: entries of this level and worse ones. */
  readonly level?: LogLevel | undefined;
}

export function createLogService({
  repositories: { agents, builds, conversations },
  clock,
}: {
  readonly repositories: Pick<Repositories, "agents" | "builds" | "conversations">;
  readonly clock: Clock;
}) {
  return { show };

  /** Entries newest first, terminal padding trimmed, each cut to 8,000 characters around what was looked for, else its last. Throws `not_found`, `offline`, `invalid_input`. */
  async function show(
    name: string,
    filter: LogFilter,
    page: PageRequest,
    options: CallOptions,
  ): Promise<{ entries: LogEntry[] } & PageInfo> {
    const since = filter.since === undefined ? Number.NEGATIVE_INFINITY : toInstant("since", filter.since);
    if (filter.level !== undefined && filter.source !== "build") throw withoutLevels();
    const lastMatch = toMatcher(filter.contains, clock);
    const agent = await agents.findByName(name, options).catch(raiseServiceError);
    const all =
      filter.source === "build"
        ? await readBuild(agent, filter.level, options)
        : await readConversation(agent, options);
    const kept = all
      .filter(({ time }) => Date.parse(time) >= since)
      .map((entry) => ({ ...entry, text: cleanText(entry.text) }))
      .filter(({ text }) => text !== "")
      .flatMap((entry) => {
        const matchEnd = lastMatch(entry.text);
        return matchEnd === undefined ? [] : [{ entry, matchEnd }];
      })
      .toReversed();
    const { entries, info } = paginate(kept, page);
    return { entries: entries.map(cut), ...info };
  }

  async function readBuild(agent: AgentRecord, least: LogLevel | undefined, options: CallOptions): Promise<LogEntry[]> {
    const lines = await builds.log(agent, options).catch(raiseServiceError);
    return lines
      .filter(({ level }) => least === undefined || isAtLeast(level, least))
      .map(({ time, text }) => ({ from: "build", time, text }));
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

const withoutLevels = () =>
  new ServiceError("invalid_input", "A conversation has no levels.", {
    hint: 'Leave level out, or use it with source "build".',
  });

/** What is shown behind what was looked for. */
const afterMatch = 1_000;

/** The end of a long text says how it went, unless it is in the way of what was looked for; what is left out is counted. */
function cut({ entry, matchEnd }: { readonly entry: LogEntry; readonly matchEnd: number }): LogEntry {
  const end = Math.min(matchEnd + afterMatch, entry.text.length);
  const start = Math.max(end - maxLogEntryLength, 0);
  const after = entry.text.length - end;
  return {
    ...entry,
    text: entry.text.slice(start, end),
    ...(start > 0 ? { omitted_characters: start } : {}),
    ...(after > 0 ? { omitted_after: after } : {}),
  };
}
