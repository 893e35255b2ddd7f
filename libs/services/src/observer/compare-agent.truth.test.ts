import type { AgentStatus, StatusReport } from "@fleet-mcp/models";
import { describe, expect, it } from "@jest/globals";
import { makeEvent } from "../../test/make-event.ts";
import { makeRecord } from "../../test/make-record.ts";
import { at, makeWatch } from "../../test/make-watch.ts";

interface Truth {
  readonly orders: readonly { readonly at: number; readonly id: string }[];
  readonly reports: readonly { readonly at: number; readonly state: StatusReport["state"] }[];
  readonly ends: readonly string[];
}

/** An agent that is given a task, works, says how it went and rests, again and again, at random moments. */
function live(random: () => number, rounds: number): Truth {
  const orders: Truth["orders"][number][] = [];
  const reports: Truth["reports"][number][] = [];
  const ends: string[] = [];
  let now = 20;
  for (let round = 0; round < rounds; round++) {
    const id = `t${round}`;
    orders.push({ at: now, id });
    now += 1 + Math.floor(random() * 3);
    reports.push({ at: now, state: "working" });
    now += 2 + Math.floor(random() * 60);
    const end = (["completed", "failed", "idle"] as const)[Math.floor(random() * 3)] ?? "idle";
    ends.push(`${id} ${end}`);
    if (end !== "idle") reports.push({ at: now, state: end });
    now += 1 + Math.floor(random() * 3);
    reports.push({ at: now, state: "idle" });
    now += 4 + Math.floor(random() * 60);
  }
  return { orders, reports, ends };
}

/** Looks every so many seconds, with each order written down when it is given; what the log then says. */
function watchOver({ orders, reports }: Truth, everySeconds: number) {
  const watch = makeWatch();
  const last = (reports.at(-1)?.at ?? 0) + 3 * everySeconds + 10;
  const statuses: AgentStatus[] = [];
  for (let now = 0; now <= last; now++) {
    for (const order of orders.filter((one) => one.at === now)) {
      const data = { task_id: order.id, task: order.id, origin: "ordered" as const };
      const sent = { input_id: order.id, task_id: order.id, input_type: "task", delivery: "delivered" } as const;
      watch.record(makeEvent("otter-1", "task_started", data, at(now)));
      watch.record(makeEvent("otter-1", "task_input_sent", sent, at(now)));
    }
    if (now % everySeconds !== 0) continue;
    const made = reports
      .filter((one) => one.at <= now)
      .map((one) => ({ state: one.state, message: "", at: at(one.at) }));
    const status = made.at(-1)?.state === "working" ? ("busy" as const) : ("idle" as const);
    watch.look(now, makeRecord({ status }, { reports: made.toReversed() }));
    if (statuses.at(-1) !== status) statuses.push(status);
  }
  return { told: watch.told, statuses };
}

/** Numbers that look random and are the same each time. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x80000000;
  };
}

describe("compareAgent, over a long life", () => {
  it.each(Array.from({ length: 40 }, (_, index) => [[5, 30][index % 2] ?? 5, index + 1]))(
    "tells each end of a task and each status that was seen once and in order, looking every %i s (life %i)",
    (everySeconds, seed) => {
      const truth = live(dice(seed), 25);

      const { told, statuses } = watchOver(truth, everySeconds);

      const ends = told.flatMap((event) => {
        if (event.type === "task_failed") return [`${event.data.task_id} failed`];
        if (event.type !== "task_succeeded") return [];
        return [`${event.data.task_id} ${event.data.reported ? "completed" : "idle"}`];
      });
      expect(ends).toEqual(truth.ends);
      const changes = told.flatMap((event) => (event.type === "agent_status_changed" ? [event.data.to] : []));
      expect(changes).toEqual(statuses.slice(1));
      expect(told.filter(({ type }) => type === "task_started")).toEqual([]);
    },
  );
});
