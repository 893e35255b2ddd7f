import type { AgentLedger, CallOptions } from "@fleet-mcp/models";
import { anyCall, createFakeClock } from "@fleet-mcp/testing";
import { describe, expect, it, jest } from "@jest/globals";
import { makeLog } from "../../test/make-log.ts";
import { makeRepositories } from "../../test/make-services.ts";
import { createJournal } from "./journal.ts";

const born = { agent_name: "otter", project: "shop", backend: "tasks" } as const;

function setUp() {
  const log = makeLog();
  const clock = createFakeClock();
  const { events } = makeRepositories({ clock, log });
  return { log, events, clock, journal: createJournal({ events, clock, log }) };
}

describe("Journal.record", () => {
  it("keeps what happened to an agent, when, and on whose order", async () => {
    const { journal, events } = setUp();
    const origin = { actor: "riley", correlationId: "order-1" };

    await journal.record("workspace-1", "agent_created", born, anyCall({ origin }));

    expect(await events.read({ limit: 9 })).toMatchObject([
      {
        subject: { workspaceId: "workspace-1" },
        type: "agent_created",
        data: born,
        occurredAt: "2026-01-01T00:00:00.000Z",
        origin,
      },
    ]);
  });

  it("keeps it for a caller who is gone", async () => {
    const { journal, events } = setUp();
    const gone: CallOptions = { signal: AbortSignal.abort() };

    await journal.record("workspace-1", "agent_created", born, gone);

    expect(await events.count({})).toBe(1);
  });

  it("says so where nothing could be kept, and goes on", async () => {
    const { journal, events, log } = setUp();
    jest.spyOn(events, "append").mockRejectedValue(new Error("broken"));

    await journal.record("workspace-1", "agent_created", born, anyCall());

    expect(log.lines).toEqual(['an event was not kept {"type":"agent_created","error":"Error: broken"}']);
  });
});

describe("Journal.recordUnless", () => {
  const gone = (agent: AgentLedger | undefined) => agent?.goneAt !== undefined;
  const recordGone = ({ journal }: ReturnType<typeof setUp>) =>
    journal.recordUnless(gone, "workspace-1", "agent_deleted", { by: "us" }, anyCall());

  it("keeps what the log does not say yet, once", async () => {
    const made = setUp();

    await recordGone(made);
    await recordGone(made);

    expect(await made.events.count({ types: ["agent_deleted"] })).toBe(1);
  });

  it("keeps nothing that somebody else said in the same moment", async () => {
    const made = setUp();
    const { events, journal } = made;
    const append = events.append.bind(events);
    jest.spyOn(events, "append").mockImplementationOnce(async (mine, expected) => {
      await journal.record("workspace-1", "agent_deleted", { by: "others" }, anyCall());
      return append(mine, expected);
    });

    await recordGone(made);

    expect(await events.read({ limit: 9 })).toMatchObject([{ data: { by: "others" } }]);
  });

  it("gives up where the stream never rests, and says so", async () => {
    const made = setUp();
    jest.spyOn(made.events, "append").mockResolvedValue("conflict");

    await recordGone(made);

    expect(made.log.lines).toEqual([expect.stringContaining("its agent's stream changes all the time")]);
  });
});

describe("Journal.ledgerOf", () => {
  it("gives what the log knows of an agent, and nothing of one it does not know", async () => {
    const { journal } = setUp();
    await journal.record("workspace-1", "agent_created", born, anyCall());

    expect(await journal.ledgerOf("workspace-1")).toMatchObject({ name: "otter" });
    expect(await journal.ledgerOf("workspace-2")).toBeUndefined();
  });

  it("knows nothing when the log cannot be read", async () => {
    const { journal, events } = setUp();
    jest.spyOn(events, "ledger").mockRejectedValue(new Error("broken"));

    expect(await journal.ledgerOf("workspace-1")).toBeUndefined();
  });
});
