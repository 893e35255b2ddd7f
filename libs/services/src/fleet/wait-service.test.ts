import type { Clock, NewFleetEvent, Progress } from "@fleet-mcp/models";
import { anyCall, createFakeClock, useCassettes } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { makeAdopted, makeEvent } from "../../test/make-event.ts";
import { makeGate } from "../../test/make-gate.ts";
import { makeLog } from "../../test/make-log.ts";
import { makeRepositories } from "../../test/make-services.ts";
import { refusal, scriptCoder } from "../../test/script-coder.ts";
import { makeFleetRow, scriptFleet } from "../../test/script-fleet.ts";
import { createWaitService } from "./wait-service.ts";

const cassettes = useCassettes();
const noon = "2026-01-01T12:00:00.000Z";
const busy = { reports: [{ state: "working", message: "Fixing it" }] };

/** A fleet that another process looks at, with these events in the log; `later` happen while somebody waits. */
async function makeParts({ events = [], later = {} }: Scene = {}) {
  const fake = createFakeClock(noon);
  const repositories = makeRepositories({ clock: fake });
  await repositories.events.append(events);
  const attending = { now: 0, ever: 0 };
  const observer = {
    attend() {
      attending.now++;
      attending.ever++;
      return () => void attending.now--;
    },
    takeTurn: async () => false,
    tick: async () => undefined,
    lastTickAt: () => undefined,
  };
  const due = new Map(Object.entries(later).map(([ms, happening]) => [Date.parse(noon) + Number(ms), happening]));
  const clock: Clock = {
    now: fake.now,
    async sleep(ms, signal) {
      await fake.sleep(ms, signal);
      const happening = due.get(fake.now());
      if (happening) await repositories.events.append(happening);
    },
  };
  const service = createWaitService({ repositories, observer, clock, log: makeLog() });
  return { repositories, service, attending, elapsedMs: () => fake.now() - Date.parse(noon) };
}

interface Scene {
  readonly events?: readonly NewFleetEvent[];
  readonly later?: Readonly<Record<number, readonly NewFleetEvent[]>>;
}

const adopted = makeAdopted("otter", { status: "busy", at: "2026-01-01T11:00:00.000Z" });
const during = "2026-01-01T12:00:01.000Z";
const becameIdle = makeEvent("otter-1", "agent_status_changed", { to: "idle" }, during);
const finished = makeEvent("otter-1", "task_succeeded", { reported: true, outcome: "Fixed." }, during);

describe("WaitService.waitFor", () => {
  it("returns at once, with one list, when it is true already", async () => {
    scriptFleet(cassettes).lists(makeFleetRow("otter"), makeFleetRow("newt", { status: "stopped" }));
    const { service, elapsedMs } = await makeParts();

    const result = await service.waitFor({ agentNames: ["OTTER"], until: "idle", timeoutSeconds: 45 }, anyCall());

    expect(result).toEqual({
      reached: true,
      happened: [{ agent_name: "otter", what: "is idle", at: "2026-01-01T00:00:00Z" }],
      agents: [{ agent_name: "otter", status: "idle" }],
      cursor: 0,
    });
    expect(elapsedMs()).toBe(0);
  });

  it("returns at the first event that makes it true", async () => {
    scriptFleet(cassettes).lists(makeFleetRow("otter", busy));
    const { service, elapsedMs } = await makeParts({ events: [adopted], later: { 1_000: [becameIdle] } });

    const result = await service.waitFor({ agentNames: ["otter"], until: "idle", timeoutSeconds: 45 }, anyCall());

    expect(result).toMatchObject({ reached: true, agents: [{ agent_name: "otter", status: "idle" }], cursor: 2 });
    expect(result.happened.map(({ what }) => what)).toEqual(["became idle"]);
    expect(elapsedMs()).toBe(1_000);
  });

  it("wakes without delay at what this process writes", async () => {
    scriptFleet(cassettes).lists(makeFleetRow("otter", busy));
    const repositories = makeRepositories();
    const observer = { attend: () => () => {}, takeTurn: async () => false, tick: async () => {}, lastTickAt: () => 0 };
    const asleep = makeGate();
    const clock: Clock = {
      now: () => Date.parse(noon),
      sleep: () => {
        asleep.open();
        return new Promise(() => {});
      },
    };
    const service = createWaitService({ repositories, observer, clock, log: makeLog() });

    const waiting = service.waitFor({ until: "finished", timeoutSeconds: 45 }, anyCall());
    await asleep.passed;
    await repositories.events.append([finished]);

    expect(await waiting).toMatchObject({ reached: true, happened: [{ what: 'finished its task: "Fixed."' }] });
  });

  it("waits for the named agents only", async () => {
    scriptFleet(cassettes).lists(makeFleetRow("otter", busy), makeFleetRow("newt"));
    const other = makeEvent("newt-1", "task_failed", {}, during);
    const { service, elapsedMs } = await makeParts({ later: { 1_000: [other], 2_000: [finished] } });

    const result = await service.waitFor({ agentNames: ["otter"], until: "finished", timeoutSeconds: 45 }, anyCall());

    expect(result.happened).toHaveLength(1);
    expect(elapsedMs()).toBe(2_000);
  });

  it("counts what happened since the cursor", async () => {
    scriptFleet(cassettes).lists(makeFleetRow("otter", busy));
    const before = makeEvent("otter-1", "task_failed", {}, "2026-01-01T11:30:00.000Z");
    const { service, elapsedMs } = await makeParts({ events: [adopted, before] });

    const result = await service.waitFor({ until: "finished", timeoutSeconds: 45, cursor: 1 }, anyCall());

    expect(result).toMatchObject({ reached: true, happened: [{ what: "failed at its task" }], cursor: 2 });
    expect(elapsedMs()).toBe(0);
  });

  it("does not count what is in the log already without a cursor", async () => {
    scriptFleet(cassettes).lists(makeFleetRow("otter", busy));
    scriptFleet(cassettes).lists(makeFleetRow("otter", busy));
    const before = makeEvent("otter-1", "task_failed", {}, "2026-01-01T11:30:00.000Z");
    const { service } = await makeParts({ events: [adopted, before] });

    expect(await service.waitFor({ until: "finished", timeoutSeconds: 2 }, anyCall())).toMatchObject({
      reached: false,
      happened: [],
    });
  });

  it("answers with the present state when the time is over first", async () => {
    scriptFleet(cassettes).lists(makeFleetRow("otter", busy), makeFleetRow("newt", busy));
    scriptFleet(cassettes).lists(makeFleetRow("otter", busy), makeFleetRow("newt", { machine: "disconnected" }));
    const { service, elapsedMs } = await makeParts({ events: [adopted, makeAdopted("newt", { status: "busy" })] });

    const result = await service.waitFor({ until: "idle", timeoutSeconds: 3 }, anyCall());

    expect(result).toMatchObject({ reached: false, happened: [], cursor: 2 });
    expect(result.agents.map(({ agent_name, status }) => `${agent_name} ${status}`)).toEqual([
      "newt offline",
      "otter busy",
    ]);
    expect(elapsedMs()).toBe(3_000);
  });

  it("sees at the end of the time who got there since the last look", async () => {
    scriptFleet(cassettes).lists(makeFleetRow("otter", busy));
    scriptFleet(cassettes).lists(makeFleetRow("otter"));
    const { service } = await makeParts({ events: [adopted] });

    expect(await service.waitFor({ until: "idle", timeoutSeconds: 1 }, anyCall())).toMatchObject({
      reached: true,
      happened: [{ agent_name: "otter", what: "is idle" }],
    });
  });

  it("says so when Coder cannot be asked at the end", async () => {
    scriptFleet(cassettes).lists(makeFleetRow("otter", busy));
    scriptFleet(cassettes).answer(refusal(403, "Forbidden."));
    const { service } = await makeParts({ events: [adopted] });

    const result = await service.waitFor({ until: "idle", timeoutSeconds: 1 }, anyCall());

    expect(result).toMatchObject({ reached: false, agents: [{ agent_name: "otter", status: "busy" }] });
    expect(result.happened).toEqual([
      { what: expect.stringContaining("Coder could not be asked how they are now."), at: during },
    ]);
  });

  it("returns at once for an agent that is gone already, when that is what is waited for", async () => {
    scriptFleet(cassettes).lists();
    const { service } = await makeParts({ events: [adopted] });

    expect(
      await service.waitFor({ agentNames: ["otter"], until: "deleted", timeoutSeconds: 9 }, anyCall()),
    ).toMatchObject({ reached: true, agents: [{ agent_name: "otter", status: "deleted" }] });
  });

  it("refuses to wait for anything else of agents that are gone", async () => {
    scriptFleet(cassettes).lists();
    const { service } = await makeParts({ events: [adopted] });

    await expect(
      service.waitFor({ agentNames: ["otter"], until: "idle", timeoutSeconds: 9 }, anyCall()),
    ).rejects.toMatchObject({
      code: "not_found",
      message: 'Agent "otter" is gone, so waiting for idle makes no sense.',
    });
  });

  it("ends early when the last of them goes meanwhile", async () => {
    scriptFleet(cassettes).lists(makeFleetRow("otter", busy));
    const deleted = makeEvent("otter-1", "agent_deleted", { by: "others" }, during);
    const { service, elapsedMs } = await makeParts({ events: [adopted], later: { 1_000: [deleted] } });

    const result = await service.waitFor({ agentNames: ["otter"], until: "finished", timeoutSeconds: 45 }, anyCall());

    expect(result).toMatchObject({ reached: false, happened: [{ what: "was deleted by somebody else" }] });
    expect(elapsedMs()).toBe(1_000);
  });

  it("names agents that neither Coder nor the log knows", async () => {
    scriptFleet(cassettes).lists(makeFleetRow("otter"));
    const { service } = await makeParts();

    await expect(
      service.waitFor({ agentNames: ["otter", "yeti"], until: "idle", timeoutSeconds: 9 }, anyCall()),
    ).rejects.toMatchObject({ code: "not_found", message: 'Neither Coder nor the event log knows "yeti".' });
  });

  it("finds what fulfils it also far back in the log", async () => {
    scriptFleet(cassettes).lists(makeFleetRow("otter", busy));
    const many = Array.from({ length: 600 }, () => makeEvent("otter-1", "agent_restarted", {}));
    const { service } = await makeParts({ events: [adopted, finished, ...many] });

    const result = await service.waitFor({ until: "finished", timeoutSeconds: 9, cursor: 1 }, anyCall());

    expect(result.happened).toHaveLength(20);
    expect(result.happened).toContainEqual({ agent_name: "otter", what: 'finished its task: "Fixed."', at: during });
    expect(result.more_happened).toBeUndefined();
  });

  it("counts what fulfils it and does not fit, also what it did not read", async () => {
    scriptFleet(cassettes).lists(makeFleetRow("otter", busy));
    scriptFleet(cassettes).lists(makeFleetRow("otter", busy));
    const failures = Array.from({ length: 600 }, () => makeEvent("otter-1", "task_failed", {}));
    const { service } = await makeParts({ events: [adopted, ...failures, becameIdle] });
    const request = { timeoutSeconds: 9, cursor: 1 };

    expect(await service.waitFor({ ...request, until: "finished" }, anyCall())).toMatchObject({ more_happened: 580 });
    expect(await service.waitFor({ ...request, until: "any_change" }, anyCall())).toMatchObject({ more_happened: 581 });
  });

  it("reports its progress every few seconds", async () => {
    scriptFleet(cassettes).lists(makeFleetRow("otter", busy));
    scriptFleet(cassettes).lists(makeFleetRow("otter", busy));
    const { service } = await makeParts({ events: [adopted] });
    const heard: Progress[] = [];

    await service.waitFor(
      { agentNames: ["otter"], until: "any_change", timeoutSeconds: 11 },
      anyCall({ onProgress: (progress) => heard.push(progress) }),
    );

    expect(heard).toEqual([
      { message: "Waiting for any change of otter; 1 busy", elapsedMs: 5_000 },
      { message: "Waiting for any change of otter; 1 busy", elapsedMs: 10_000 },
    ]);
  });

  it("has the fleet attended to while it waits, and not longer", async () => {
    scriptFleet(cassettes).lists(makeFleetRow("otter"));
    const { service, attending } = await makeParts();

    await service.waitFor({ until: "idle", timeoutSeconds: 9 }, anyCall());
    await expect(service.waitFor({ until: "idle", timeoutSeconds: 9, cursor: 99 }, anyCall())).rejects.toMatchObject({
      code: "invalid_input",
    });

    expect(attending).toEqual({ now: 0, ever: 2 });
  });

  it("ends with its caller", async () => {
    scriptFleet(cassettes).lists(makeFleetRow("otter", busy));
    const { service, attending } = await makeParts({ events: [adopted] });
    const caller = new AbortController();
    const onProgress = () => caller.abort(new Error("gone"));

    await expect(
      service.waitFor({ until: "idle", timeoutSeconds: 45 }, { signal: caller.signal, onProgress }),
    ).rejects.toThrow("gone");
    expect(attending.now).toBe(0);
  });

  it("refuses times out of bounds", async () => {
    const { service } = await makeParts();
    const refused = { code: "invalid_input" };

    await expect(service.waitFor({ until: "idle", timeoutSeconds: 0 }, anyCall())).rejects.toMatchObject(refused);
    await expect(service.waitFor({ until: "idle", timeoutSeconds: 241 }, anyCall())).rejects.toMatchObject({
      ...refused,
      message: "A wait takes 1 to 240 s, not 241.",
    });
    await expect(service.waitFor({ until: "idle", timeoutSeconds: Number.NaN }, anyCall())).rejects.toMatchObject(
      refused,
    );
  });

  describe("of an agent that has an order and never reports", () => {
    const given = makeEvent("otter-1", "task_started", { task_id: "t", task: "Fix it", origin: "ordered" }, noon);
    const events = [makeAdopted("otter", { at: "2026-01-01T11:00:00.000Z" }), given];
    const request = { agentNames: ["otter"], until: "idle", timeoutSeconds: 45 } as const;

    it("does not believe that it is idle a moment after the order, and asks it then", async () => {
      scriptFleet(cassettes).lists(makeFleetRow("otter"));
      scriptCoder(cassettes).cli("stable");
      const { service, elapsedMs } = await makeParts({ events });

      expect(await service.waitFor(request, anyCall())).toMatchObject({ reached: true });
      expect(elapsedMs()).toBe(15_000);
    });

    it("waits as long as its CLI says that it works", async () => {
      scriptFleet(cassettes).lists(makeFleetRow("otter"));
      scriptCoder(cassettes).cli("running", "running", "stable");
      const { service, elapsedMs } = await makeParts({ events });

      expect(await service.waitFor(request, anyCall())).toMatchObject({ reached: true });
      expect(elapsedMs()).toBe(25_000);
    });

    it("says that it works when the time is over", async () => {
      scriptFleet(cassettes).lists(makeFleetRow("otter"));
      scriptFleet(cassettes).lists(makeFleetRow("otter"));
      scriptCoder(cassettes).cli("running");
      const { service } = await makeParts({ events });

      expect(await service.waitFor({ ...request, timeoutSeconds: 18 }, anyCall())).toMatchObject({
        reached: false,
        agents: [{ agent_name: "otter", status: "busy" }],
      });
    });

    it("believes what it said last when it cannot be asked", async () => {
      scriptFleet(cassettes).lists(makeFleetRow("otter"));
      scriptCoder(cassettes).cliAnswers(refusal(401, "Sign in."));
      const { service } = await makeParts({ events });

      expect(await service.waitFor(request, anyCall())).toMatchObject({ reached: true });
    });
  });
});
