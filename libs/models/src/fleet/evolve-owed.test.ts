import { describe, expect, it } from "@jest/globals";
import { makeEvents } from "../../test/make-events.ts";
import { emptyLedger, evolve } from "./evolve.ts";

type What = Parameters<typeof makeEvents> extends [unknown, ...infer W] ? W : never;
const otter = { workspaceId: "workspace-1" };
const owedAfter = (...what: What) => evolve(emptyLedger, makeEvents(otter, ...what)).agents.get("workspace-1")?.owed;

const created = { agent_name: "otter", project: "vm", backend: "chats" } as const;
const awaiting: What[number] = ["agent_created", { ...created, awaits: { system_prompt: "Be an otter." } }];
const started: What[number] = ["task_started", { task_id: "t1", task: "Sing", origin: "ordered" }];
const input = (delivery: "sending" | "delivered" | "refused" | "unknown", id = "i1"): What[number] => [
  "task_input_sent",
  { input_id: id, task_id: "t1", input_type: "task", delivery },
];
const online: What[number] = ["agent_status_changed", { to: "busy" }];

describe("what an agent is owed", () => {
  it("is nothing when it was created with its task", () => {
    expect(owedAfter(["agent_created", created], started, input("sending"))).toBeUndefined();
  });

  it("is the beginning of its conversation, with the task that was ordered first", () => {
    expect(owedAfter(awaiting)).toEqual({ systemPrompt: "Be an otter." });
    expect(owedAfter(awaiting, started, input("sending"), input("sending", "i2"))).toEqual({
      systemPrompt: "Be an otter.",
      task: "Sing",
      taskId: "t1",
      inputId: "i1",
    });
  });

  it("is the task that was ordered as its beginning, where nobody knows how the agent was created", () => {
    const beginning: What[number] = [
      "task_input_sent",
      { input_id: "i1", task_id: "t1", input_type: "task", begins: true, delivery: "sending" },
    ];

    expect(owedAfter(started, beginning)).toMatchObject({ task: "Sing", taskId: "t1", inputId: "i1" });
    expect(owedAfter(started, beginning, input("sending", "i2"))).toMatchObject({ inputId: "i1" });
    expect(owedAfter(started, beginning, input("delivered"))).toBeUndefined();
    expect(owedAfter(started, input("sending"))).toBeUndefined();
  });

  it.each(["delivered", "unknown"] as const)("is settled by that task as %s, not by another", (delivery) => {
    const ordered = [awaiting, started, input("sending")] as const;

    expect(owedAfter(...ordered, input(delivery))).toBeUndefined();
    expect(owedAfter(...ordered, input(delivery, "i2"))).toMatchObject({ inputId: "i1" });
    expect(owedAfter(...ordered, ["task_input_sent", { input_id: "i3", input_type: "key", delivery }])).toMatchObject({
      inputId: "i1",
    });
  });

  it("is to be ordered anew after a refusal", () => {
    const refused = { systemPrompt: "Be an otter.", isRefused: true };

    expect(owedAfter(awaiting, started, input("sending"), input("refused"))).toEqual(refused);
    expect(
      owedAfter(awaiting, ["task_input_sent", { input_id: "i", input_type: "task", delivery: "refused" }]),
    ).toEqual(refused);
  });

  it("without a task is over once the agent is online, else when what became of the task is known", () => {
    expect(owedAfter(awaiting, online)).toBeUndefined();
    expect(
      owedAfter(awaiting, ["agent_adopted", { agent_name: "otter", project: "vm", status: "idle" }]),
    ).toBeUndefined();
    expect(
      owedAfter(awaiting, ["agent_adopted", { agent_name: "otter", project: "vm", status: "starting" }]),
    ).toBeDefined();
    expect(owedAfter(awaiting, ["agent_status_changed", { to: "starting" }])).toBeDefined();
    expect(owedAfter(awaiting, started, input("sending"), online)).toMatchObject({ inputId: "i1" });
  });

  it("is over with the agent", () => {
    expect(owedAfter(awaiting, started, input("sending"), ["agent_deleted", { by: "us" }])).toBeUndefined();
  });
});
