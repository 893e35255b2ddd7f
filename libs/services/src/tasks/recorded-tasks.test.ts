import type { EventData, EventTypeName, FleetEvent, NewFleetEvent } from "@fleet-mcp/models";
import { describe, expect, it } from "@jest/globals";
import { makeEvent } from "../../test/make-event.ts";
import { recordedTasks } from "./recorded-tasks.ts";

const event = <T extends EventTypeName>(minute: number, type: T, data: EventData<T>) =>
  makeEvent("workspace-1", type, data, `2026-01-01T10:0${minute}:00Z`);
const inLog = (...events: readonly NewFleetEvent[]): FleetEvent[] =>
  events.map((each, index) => ({
    ...each,
    id: `event-${index}`,
    seq: index + 1,
    version: index + 1,
    recordedAt: each.occurredAt,
  }));
const started = (minute: number, id: string, origin: "ordered" | "observed" = "ordered") =>
  event(minute, "task_started", { task_id: id, task: `Do ${id}`, origin });
const sent = (minute: number, id: string, delivery: EventData<"task_input_sent">["delivery"]) =>
  event(minute, "task_input_sent", { input_id: "input", task_id: id, input_type: "task", delivery });

describe("recordedTasks", () => {
  it("tells when a task was given, how that went and how it ended", () => {
    const tasks = recordedTasks(
      inLog(
        started(0, "a"),
        sent(0, "a", "sending"),
        sent(1, "a", "delivered"),
        event(2, "task_succeeded", { task_id: "a", outcome: "Done", reported: true }),
      ),
    );

    expect(tasks).toEqual([
      {
        taskId: "a",
        task: "Do a",
        isOrdered: true,
        startedAt: "2026-01-01T10:00:00Z",
        delivery: "delivered",
        end: { state: "completed", outcome: "Done", at: "2026-01-01T10:02:00Z" },
      },
    ]);
  });

  it("keeps the pull request of a task that ended, well or not", () => {
    const url = "https://github.com/o/r/pull/1";

    const tasks = recordedTasks(
      inLog(
        started(0, "a"),
        event(1, "task_succeeded", { task_id: "a", reported: true, pull_request: url }),
        started(2, "b"),
        event(3, "task_failed", { task_id: "b", pull_request: `${url}0` }),
      ),
    );

    expect(tasks.map(({ end }) => end?.pullRequest)).toEqual([url, `${url}0`]);
  });

  it("leaves out what was refused, and keeps what may have arrived", () => {
    const tasks = recordedTasks(
      inLog(started(0, "a"), sent(0, "a", "refused"), started(1, "b"), sent(1, "b", "unknown"), started(2, "c")),
    );

    expect(tasks.map(({ taskId, delivery }) => [taskId, delivery])).toEqual([
      ["b", "unknown"],
      ["c", undefined],
    ]);
  });

  it("takes an end that names no task for the last one's, and the first end for the true one", () => {
    const tasks = recordedTasks(
      inLog(
        started(0, "a", "observed"),
        started(1, "b"),
        event(2, "task_cancelled", {}),
        event(3, "task_failed", { task_id: "a" }),
        event(4, "task_succeeded", { task_id: "b", reported: false }),
        event(5, "task_failed", { task_id: "unheard-of" }),
      ),
    );

    expect(tasks.map(({ end }) => `${end?.state} ${end?.outcome}`)).toEqual(["failed ", "idle It was cancelled."]);
  });

  it("takes rest without a report for an end without an outcome, and passes over what is typed in between", () => {
    const typed = { input_id: "input", input_type: "text", input: "Hm", delivery: "refused" } as const;

    const tasks = recordedTasks(
      inLog(
        started(0, "a"),
        event(1, "task_input_sent", typed),
        event(2, "task_succeeded", { task_id: "a", reported: false }),
      ),
    );

    expect(tasks).toMatchObject([{ end: { state: "idle", outcome: "" } }]);
  });
});
