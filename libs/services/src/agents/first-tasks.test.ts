import type { FirstTask } from "@fleet-mcp/models";
import { anyCall, createFakeClock, useCassettes } from "@fleet-mcp/testing";
import { beforeEach, describe, expect, it } from "@jest/globals";
import { makeRecorded } from "../../test/make-recorded.ts";
import { makeRepositories } from "../../test/make-services.ts";
import { makeChat, makeMachineRow, scriptChats } from "../../test/script-chats.ts";
import { refusal, scriptCoder, writesOf } from "../../test/script-coder.ts";
import { createJournal } from "../events/journal.ts";
import { createFirstTasks } from "./first-tasks.ts";

const cassettes = useCassettes();
const coder = scriptCoder(cassettes);
const chats = scriptChats(cassettes);
const otter = { summary: { name: "otter" }, workspaceId: "workspace-1", ownerId: "user-1" };
const up = makeMachineRow();
const coming = makeMachineRow({ machine: "connecting" });

function makeFirstTasks() {
  const clock = createFakeClock();
  const repositories = makeRepositories({ clock });
  const journal = createJournal({ events: repositories.events, clock });
  const tasks = createFirstTasks({ repositories, journal, clock });
  const give = (first: FirstTask = { task: "Sing" }) => tasks.giveFirstTask(otter, first, anyCall());
  return { ...tasks, give, clock };
}
const begins = () => writesOf(cassettes).filter((write) => write.startsWith("POST /api/v2/chats "));

describe("order", () => {
  it("owes an agent one first task, and refuses another", async () => {
    const { services, told } = makeRecorded();
    const { order } = services.firstTasks;

    await expect(order(otter, "Sing", anyCall())).resolves.toBe(true);
    await expect(order(otter, "Dance", anyCall())).resolves.toBe(false);
    await expect(told()).resolves.toEqual([
      "started ordered: Sing",
      "task sending",
      "started ordered: Dance",
      "task sending",
      "task refused",
    ]);
  });
});

describe("giveFirstTask", () => {
  beforeEach(() => chats.offered());

  it("waits for the machine, begins the conversation and gives the agent at work", async () => {
    coder.seen(coming, up, up, up);
    chats.found();
    chats.found();
    chats.found();
    chats.begun();
    chats.found(makeChat({ status: "running" }));

    const agent = await makeFirstTasks().give({ task: "Sing", systemPrompt: "You are an otter." });

    expect(agent).toMatchObject({ summary: { status: "busy" }, backend: "chats", awaitsFirstTask: false });
    expect(begins()).toEqual([expect.stringContaining('"system_prompt":"You are an otter."')]);
  });

  it("gives it once, however many ask for it at the same time", async () => {
    coder.seen(up, up);
    chats.found();
    chats.begun();
    chats.found(makeChat());
    const { give, isUnderWay } = makeFirstTasks();

    const given = [give(), give()];
    expect(isUnderWay(otter)).toBe(true);
    await Promise.all(given);

    expect(begins()).toHaveLength(1);
    expect(isUnderWay(otter)).toBe(false);
  });

  it("gives an agent without a task once it has heard that there is none", async () => {
    coder.seen(up, up, up);
    chats.found();
    chats.begun();
    chats.found(makeChat({ status: "running" }));
    chats.seen(makeChat({ status: "waiting" }));

    await expect(makeFirstTasks().give({})).resolves.toMatchObject({ summary: { status: "idle" } });
    expect(begins()).toHaveLength(1);
  });

  it("leaves a conversation alone that somebody has begun", async () => {
    coder.seen(up);
    chats.found(makeChat());

    await expect(makeFirstTasks().give()).resolves.toMatchObject({ summary: { status: "idle" } });
    expect(begins()).toEqual([]);
  });

  it("looks before it tries again, as a lost answer may have been a yes", async () => {
    coder.seen(up, up);
    chats.found();
    chats.begun("network-error");
    chats.found(makeChat({ status: "running" }));
    const { give, clock } = makeFirstTasks();

    await expect(give()).resolves.toMatchObject({ summary: { status: "busy" } });
    expect(begins()).toHaveLength(1);
    expect(clock.sleeps).toEqual([5_000]);
  });

  it("tries again what may pass", async () => {
    coder.seen(up, up, up);
    chats.found();
    chats.begun(refusal(500, "no"));
    chats.found();
    chats.begun();
    chats.found(makeChat());

    await makeFirstTasks().give();

    expect(begins()).toHaveLength(2);
  });

  it.each(["failed", "stopped"] as const)("gives up on an agent whose start has %s", async (status) => {
    coder.seen(makeMachineRow({ status }));
    chats.found();

    await expect(makeFirstTasks().give()).resolves.toMatchObject({ summary: { status }, awaitsFirstTask: true });
  });

  it("says whom to ask when Coder lets nobody chat, and what to do then", async () => {
    coder.seen(up);
    chats.found();
    chats.begun(refusal(403, "Forbidden."));

    await expect(makeFirstTasks().give()).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("agents-access"),
      hint: expect.stringContaining("start_agent_task"),
    });
  });
});

describe("giveFirstTask of an agent that is gone", () => {
  it("is nothing", async () => {
    coder.gone();

    await expect(makeFirstTasks().give()).resolves.toBeUndefined();
  });
});
