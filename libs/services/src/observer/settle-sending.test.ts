import type { EventData } from "@fleet-mcp/models";
import { describe, expect, it } from "@jest/globals";
import { makeAdopted, makeEvent } from "../../test/make-event.ts";
import { makeRecord } from "../../test/make-record.ts";
import { at, makeWatch } from "../../test/make-watch.ts";

const idle = makeRecord({ status: "idle" });
const awaiting = makeRecord({ status: "starting" });

/** A watched agent that is ordered a task at 10 s. */
function ordered() {
  const watch = makeWatch();
  const order = makeEvent("otter-1", "task_started", { task_id: "t1", task: "fix it", origin: "ordered" }, at(10));
  const send = (seconds: number, over: Partial<EventData<"task_input_sent">>) =>
    watch.record(
      makeEvent(
        "otter-1",
        "task_input_sent",
        { input_id: "i1", task_id: "t1", input_type: "task", delivery: "sending", ...over },
        at(seconds),
      ),
    );
  return { ...watch, order: () => watch.record(order), send };
}

describe("settleSending", () => {
  it("says two minutes later that nobody knows what became of a task whose sender died, once", () => {
    const { look, record, order, send, known } = ordered();
    record(makeAdopted("otter", { at: at(0) }));
    look(5, idle);
    order();
    send(10, {});

    const soon = look(129, idle);
    const told = look(130, idle);

    expect(soon).toEqual([]);
    expect(told).toEqual([
      ["task_input_sent", { input_id: "i1", task_id: "t1", input_type: "task", delivery: "unknown" }],
    ]);
    expect(known()?.task).toMatchObject({ delivery: "unknown", state: "working" });
    expect(look(300, idle)).toEqual([]);
  });

  it("leaves alone what was settled", () => {
    const { look, record, order, send } = ordered();
    record(makeAdopted("otter", { at: at(0) }));
    look(5, idle);
    order();
    send(10, {});
    send(12, { delivery: "delivered" });

    expect(look(130, idle)).toEqual([]);
  });

  it("leaves alone a first task that waits for its agent's machine", () => {
    const { look, record, order, send } = ordered();
    record(makeAdopted("otter", { at: at(0), status: "starting" }));
    look(5, awaiting);
    order();
    send(10, { begins: true });

    expect(look(130, awaiting)).toEqual([]);
  });
});
