import { createCoderClient } from "@fleet-mcp/coder-client";
import type { NewFleetEvent } from "@fleet-mcp/models";
import { createRepositories } from "@fleet-mcp/repositories";
import { createFakeClock } from "@fleet-mcp/testing";
import { afterEach, describe, expect, it } from "@jest/globals";
import { makeLog } from "../../test/make-log.ts";
import { watchAlerts } from "./watch-alerts.ts";

const alert_id = "coder_unreachable-0a1b2c3d";
const about = { subject: "fleet", occurredAt: "2026-01-01T00:00:00.000Z", origin: { actor: "observer" } } as const;
const raised: NewFleetEvent = {
  ...about,
  type: "alert_raised",
  data: { alert_id, rule: "coder_unreachable", severity: "critical", cause: "c1", evidence: "No answer." },
};
const escalated: NewFleetEvent = { ...about, type: "alert_escalated", data: { alert_id, severity: "critical" } };
const resolved: NewFleetEvent = { ...about, type: "alert_resolved", data: { alert_id, by: "manager" } };
const other: NewFleetEvent = {
  ...about,
  subject: { workspaceId: "w1" },
  type: "agent_adopted",
  data: { agent_name: "ant", project: "shop", status: "idle" },
};

describe("watchAlerts", () => {
  const ending: (() => void)[] = [];
  afterEach(() => {
    for (const end of ending.splice(0)) end();
  });

  function start({ isElsewhere = false } = {}) {
    const [clock, log] = [createFakeClock(), makeLog()];
    const url = "http://127.0.0.1:9";
    const coder = createCoderClient({ baseUrl: url, token: "t1", clock, userAgent: "test" });
    const { events } = createRepositories({ coder, coderUrl: url, clock, log, owner: "me" });
    const watchers = new Set<object>();
    const attend = () => {
      const watcher = {};
      watchers.add(watcher);
      return () => void watchers.delete(watcher);
    };
    const own = isElsewhere ? { ledger: events.ledger, onAppended: () => () => {} } : events;
    const onAlertsChanged = watchAlerts({ events: own, observer: { attend }, clock, log });
    const listen = async () => {
      const news = { count: 0 };
      const end = onAlertsChanged(() => (news.count += 1));
      ending.push(end);
      await turns();
      return { news, end };
    };
    return { events, watchers, log, listen };
  }

  it.each([{ isElsewhere: false }, { isElsewhere: true }])(
    "tells of every change to an alert, once, and of nothing else with %j",
    async (where) => {
      const { events, listen } = start(where);
      await events.append([other, raised]);
      const { news } = await listen();
      const counts = [];

      for (const event of [other, escalated, resolved]) {
        await events.append([event]);
        await turns();
        counts.push(news.count);
      }

      expect(counts).toEqual([0, 1, 2]);
    },
  );

  it("counts as somebody who waits until it ends, and hears nothing after that", async () => {
    const { events, watchers, listen } = start();
    const [first, second] = [await listen(), await listen()];

    const during = watchers.size;
    first.end();
    await events.append([raised]);
    await turns();
    second.end();

    expect([during, watchers.size]).toEqual([2, 0]);
    expect([first.news.count, second.news.count]).toEqual([0, 1]);
  });
});

/** Lets the watch go round a few times. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
