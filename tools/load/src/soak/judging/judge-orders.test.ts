import { describe, expect, it } from "@jest/globals";
import { makeLogged } from "../../../test/make-logged.ts";
import { judgeOrders } from "./judge-orders.ts";

const nothing = { accepted: [], created: [], deleted: [] };
const receipt = { agent: "ant", prompt: "Sing " };
const names = new Map([["w1", "ant"]]);
const started = makeLogged(1, "task_started", { task_id: "t1", task: "Sing", origin: "ordered" });
const sent = (delivery: "sending" | "delivered") =>
  makeLogged(2, "task_input_sent", { input_id: "i1", task_id: "t1", input_type: "task", delivery });
const created = makeLogged(1, "agent_created", { agent_name: "ant", project: "web", backend: "tasks" });
const deleted = makeLogged(3, "agent_deleted", { by: "us" });

describe("judgeOrders", () => {
  it("finds nothing wrong when everything told is there once", () => {
    const told = { accepted: [receipt], created: [receipt], deleted: ["ant", "ant"] };

    expect(judgeOrders([created, started, sent("sending"), sent("delivered"), deleted], told, names)).toEqual([]);
  });

  it("finds what was told and is not there", () => {
    const told = { accepted: [receipt], created: [receipt], deleted: ["ant"] };

    expect(judgeOrders([], told, names).map(({ what }) => what)).toEqual([
      'the task "Sing " of ant is there 0 times',
      'the delivery of "Sing " to ant is not there',
      "the creation of ant is there 0 times",
      "the end of ant is there 0 times",
    ]);
  });

  it("finds what is there twice", () => {
    const told = { ...nothing, accepted: [receipt], deleted: ["ant"] };

    expect(
      judgeOrders([started, started, sent("delivered"), deleted, deleted], told, names).map(({ what }) => what),
    ).toEqual(['the task "Sing " of ant is there 2 times', "the end of ant is there 2 times"]);
  });

  it("finds a delivery that nobody settled", () => {
    expect(judgeOrders([started, sent("sending")], { ...nothing, accepted: [receipt] }, names)).toHaveLength(1);
  });
});
