import type { AgentLedger } from "@fleet-mcp/models";
import { anyCall, createFakeClock, useCassettes } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { makeLog } from "../../test/make-log.ts";
import { makeRecord } from "../../test/make-record.ts";
import { makeEvent } from "../../test/make-event.ts";
import { makeRepositories } from "../../test/make-services.ts";
import { makeChat, makeMachineRow, scriptChats } from "../../test/script-chats.ts";
import { refusal, scriptCoder, writesOf } from "../../test/script-coder.ts";
import { createFirstTasks } from "../agents/first-tasks.ts";
import { createJournal } from "../events/journal.ts";
import { createOwedTasks } from "./owed-tasks.ts";

const cassettes = useCassettes();
const coder = scriptCoder(cassettes);
const chats = scriptChats(cassettes);
const up = makeMachineRow();

const created = {
  agent_name: "otter",
  project: "vm",
  backend: "chats",
  awaits: { system_prompt: "Be an otter." },
} as const;
const sending = { input_id: "i", task_id: "t", input_type: "task", delivery: "sending" } as const;

/** What another process has written down of otter before it died. */
async function makeOwed() {
  const clock = createFakeClock();
  const log = makeLog();
  const repositories = makeRepositories({ clock, log });
  const { events } = repositories;
  await events.append([
    makeEvent("workspace-1", "agent_created", created),
    makeEvent("workspace-1", "task_started", { task_id: "t", task: "Sing", origin: "ordered" }),
    makeEvent("workspace-1", "task_input_sent", sending),
  ]);
  const firstTasks = createFirstTasks({ repositories, journal: createJournal({ events, clock }), clock });
  const give = createOwedTasks({ firstTasks, log });
  const known = async () => (await events.ledger()).agents.get("workspace-1") as AgentLedger;
  const look = async (over: Parameters<typeof makeRecord>[1] = {}) => {
    const seen = makeRecord({}, { workspaceId: "workspace-1", backend: "chats", awaitsFirstTask: true, ...over });
    await give([{ agent: await known(), seen }], anyCall());
  };
  return { look, known, log, events };
}
const begun = () => writesOf(cassettes).filter((write) => write.startsWith("POST /api/v2/chats "));

describe("owed first tasks", () => {
  it("are given with the instructions of the role once the machine is up, and settled", async () => {
    chats.offered();
    coder.seen(up, up);
    chats.found();
    chats.begun();
    chats.found(makeChat({ status: "running" }));
    const { look, known } = await makeOwed();

    await look({ isMachineUp: false });
    expect(begun()).toEqual([]);
    await look();
    await look({ awaitsFirstTask: false });

    expect(begun()).toEqual([expect.stringMatching(/"system_prompt":"Be an otter.".*"text":"Sing"/)]);
    await expect(known()).resolves.toMatchObject({ owed: undefined, task: { taskId: "t", delivery: "delivered" } });
  });

  it("are only settled where the conversation has begun", async () => {
    chats.offered();
    coder.seen(up);
    chats.found(makeChat());
    const { look, known } = await makeOwed();

    await look({ awaitsFirstTask: false });

    expect(begun()).toEqual([]);
    await expect(known()).resolves.toMatchObject({ owed: undefined, task: { delivery: "delivered" } });
  });

  it("that Coder refuses are refused in the log too, and not tried again", async () => {
    chats.offered();
    coder.seen(up);
    chats.found();
    chats.begun(refusal(403, "Forbidden."));
    const { look, known, log } = await makeOwed();

    await look();
    await look();

    expect(begun()).toHaveLength(1);
    expect(log.lines).toEqual([expect.stringMatching(/^a first task could not be given .*agents-access/)]);
    await expect(known()).resolves.toMatchObject({ owed: { isRefused: true, systemPrompt: "Be an otter." } });
  });

  it("of an agent that is gone are settled as never given", async () => {
    coder.gone();
    const { look, known } = await makeOwed();

    await look();

    await expect(known()).resolves.toMatchObject({ task: { delivery: "refused" } });
  });
});
