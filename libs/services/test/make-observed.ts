import type { WireWorkspace } from "@fleet-mcp/coder-client";
import type { Repositories } from "@fleet-mcp/repositories";
import { anyCall, createFakeClock } from "@fleet-mcp/testing";
import type { FakeClock, useCassettes } from "@fleet-mcp/testing";
import type { AlertThresholds } from "../src/alerts/rules/alert-thresholds.ts";
import { createFirstTasks } from "../src/agents/first-tasks.ts";
import { createJournal } from "../src/events/journal.ts";
import { createObserverService } from "../src/observer/observer-service.ts";
import type { ObserverService, TickReport } from "../src/observer/observer-service.ts";
import { makeLog } from "./make-log.ts";
import { makeRepositories } from "./make-services.ts";
import { ok } from "./script-coder.ts";
import { scriptFleet } from "./script-fleet.ts";

interface Observed {
  readonly observer: ObserverService;
  /** One of another process that shares the log. */
  another(): ObserverService;
  readonly repositories: Repositories;
  readonly clock: FakeClock;
  readonly fleet: ReturnType<typeof scriptFleet>;
  /** Looks at a fleet of these rows. */
  look(...rows: readonly WireWorkspace[]): Promise<TickReport>;
  lookAfter(seconds: number, ...rows: readonly WireWorkspace[]): Promise<TickReport>;
  /** Once for each minute in which an online agent is looked at. */
  noMetadata(times?: number): void;
  /** The conversation of an agent, each time it is read. */
  says(name: string, ...texts: readonly string[]): void;
  /** The same, once, with the time that its machine gives it. */
  saysAt(name: string, text: string, time: string): void;
  /** The log in short. */
  told(): Promise<string[]>;
}

/** Half a minute after the first report of an agent of `makeRow`. */
const start = "2026-01-01T00:01:30.000Z";

/** An observer over the real layers below, with what it reads from machines answered as nothing. */
export function makeObserved(
  cassettes: ReturnType<typeof useCassettes>,
  thresholds: Partial<AlertThresholds> = {},
): Observed {
  const clock = createFakeClock(start);
  const log = makeLog();
  const repositories = makeRepositories({ clock, log });
  const journal = createJournal({ events: repositories.events, clock, log });
  const firstTasks = createFirstTasks({ repositories, journal, clock });
  const make = () => createObserverService({ repositories, firstTasks, clock, log, thresholds });
  const observer = make();
  const fleet = scriptFleet(cassettes);
  return { observer, another: make, repositories, clock, fleet, look, lookAfter, noMetadata, says, saysAt, told };

  async function look(...rows: readonly WireWorkspace[]) {
    fleet.lists(...rows);
    return observer.tick(anyCall());
  }

  async function lookAfter(seconds: number, ...rows: readonly WireWorkspace[]) {
    clock.advance(seconds * 1_000);
    return look(...rows);
  }

  function noMetadata(times = 1): void {
    const answer = { status: 200, text: "event: data\ndata: []\n\n" };
    for (let time = 0; time < times; time++)
      cassettes.answer("GET", "/api/v2/workspaceagents/machine-1/watch-metadata", answer);
  }

  function says(name: string, ...texts: readonly string[]): void {
    for (const text of texts) saysAt(name, text, start);
  }

  function saysAt(name: string, text: string, time: string): void {
    const messages = [{ id: 1, role: "agent", content: text, time }];
    cassettes.answer("GET", `/@riley/${name}.main/apps/ai/messages`, ok({ messages }));
  }

  async function told(): Promise<string[]> {
    const events = await repositories.events.read({ limit: 100 });
    return events.map((event) => {
      const who = event.subject === "fleet" ? "fleet" : event.subject.workspaceId;
      const to = event.type === "agent_status_changed" ? ` ${event.data.to}` : "";
      const rule = event.type === "alert_raised" ? ` ${event.data.rule}` : "";
      return `${who} ${event.type}${to}${rule}`;
    });
  }
}
