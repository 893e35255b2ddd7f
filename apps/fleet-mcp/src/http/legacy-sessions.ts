import { randomUUID } from "node:crypto";
import type { Clock } from "@fleet-mcp/models";
import type { McpServer } from "@modelcontextprotocol/server";
import type { Caller } from "../access/caller.ts";
import { createLegacySession } from "./legacy-session.ts";
import type { LegacySession } from "./legacy-session.ts";

interface Parts {
  readonly serverFor: (caller: Caller) => McpServer;
  readonly clock: Pick<Clock, "now">;
  readonly onerror: (error: Error) => void;
}

interface Entry {
  readonly id: string;
  readonly caller: string;
  readonly session: LegacySession;
}

/** After this time without a call and without a stream, a session ends. */
const idleMs = 30 * 60_000;
const perCaller = 100;

/** The sessions of clients of the 2025 revisions: each is its caller's alone, and ends when its client is not heard of any more. */
export function createLegacySessions({ serverFor, clock, onerror }: Parts) {
  const sessions = new Map<string, Entry>();

  return {
    /** A new session, for which the caller's longest idle one may have to go; undefined if all that it may have are in use. */
    async open(caller: Caller): Promise<LegacySession | undefined> {
      if (!makeRoom(caller.name)) return undefined;
      const id = randomUUID();
      const onclose = () => void sessions.delete(id);
      const session = createLegacySession({ id, server: serverFor(caller), clock, onerror, onclose });
      sessions.set(id, { id, caller: caller.name, session });
      await session.connect();
      return session;
    },
    /** Undefined for one that has ended, never was, or is another caller's: nobody learns which. */
    find(caller: Caller, id: string): LegacySession | undefined {
      const entry = sessions.get(id);
      if (entry?.caller !== caller.name) return undefined;
      if (!isOver(entry)) return entry.session;
      end(entry);
      return undefined;
    },
    /** Ends the streams on which nothing is answered. */
    endStreams(): void {
      for (const { session } of sessions.values()) session.endStream();
    },
    async close(): Promise<void> {
      await Promise.all([...sessions.values()].map(({ session }) => session.close()));
    },
  };

  function makeRoom(caller: string): boolean {
    for (const entry of sessions.values()) if (isOver(entry)) end(entry);
    const own = [...sessions.values()].filter((entry) => entry.caller === caller);
    if (own.length < perCaller) return true;
    const idle = own.filter(({ session }) => session.idleSince() !== undefined);
    const [longest] = idle.toSorted((a, b) => (a.session.idleSince() ?? 0) - (b.session.idleSince() ?? 0));
    if (longest) end(longest);
    return longest !== undefined;
  }

  function isOver({ session }: Entry): boolean {
    const since = session.idleSince();
    return since !== undefined && clock.now() - since >= idleMs;
  }

  function end({ id, session }: Entry): void {
    sessions.delete(id);
    session.close().catch(onerror);
  }
}
