import { describe, expect, it } from "@jest/globals";
import type { EventData, NewFleetEvent } from "@fleet-mcp/models";
import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { makeAdopted, makeEvent } from "../../test/make-event.ts";
import { makeRecorded } from "../../test/make-recorded.ts";
import { makeRow } from "../../test/make-row.ts";
import { makeServices } from "../../test/make-services.ts";
import { errorPage, ok, refusal, scriptCoder } from "../../test/script-coder.ts";

const cassettes = useCassettes();
const coder = scriptCoder(cassettes);
const history = (name: string, page = 1, page_size = 20) =>
  makeServices().tasks.history(name, { page, page_size }, anyCall());
const tasksOf = async (name: string) => (await history(name)).tasks.map(({ task, state }) => `${state}: ${task}`);

/** A task as it stands in the event log. */
const order = (
  task_id: string,
  task: string,
  at: string,
  delivery: EventData<"task_input_sent">["delivery"] = "delivered",
): NewFleetEvent[] => [
  makeEvent("workspace-1", "task_started", { task_id, task, origin: "ordered" }, at),
  makeEvent("workspace-1", "task_input_sent", { input_id: task_id, task_id, input_type: "task", delivery }, at),
];

describe("TaskService.history", () => {
  it("shows the tasks of an agent of the tasks backend, newest first, with outcome and pull request", async () => {
    cassettes.play("tasks-given/history-tasks");

    const { tasks, total } = await history("otter");

    expect(tasks).toMatchObject([
      { task: "Refactor the cart work=60", state: "ended", outcome: "Interrupted: Refactor the cart" },
      { task: "Write the changelog work=5", state: "completed", outcome: "Done: Write the changelog" },
      {
        task: "Add a health endpoint work=4 pr=https://git.example.com/acme/shop/pull/42",
        state: "completed",
        pull_request: "https://git.example.com/acme/shop/pull/42",
      },
    ]);
    expect(total).toBe(3);
  });

  it("shows the tasks of an agent of the agentapi backend", async () => {
    cassettes.play("tasks-given/history-agentapi");

    expect(await tasksOf("finch")).toEqual(["ended: Add a tutorial work=8", "completed: Write the quick start work=3"]);
  });

  it("shows after a restart what Coder has kept", async () => {
    cassettes.play("tasks-given/history-restarted");

    expect(await tasksOf("lynx")).toEqual(["ended: Port the tests work=2"]);
  });

  it("shows of a stopped agent what Coder has kept", async () => {
    cassettes.play("tasks-given/history-stopped");

    expect(await tasksOf("cod")).toEqual(["ended: Review PR 17 work=2"]);
  });

  it("does without the conversation of an agent that cannot be reached", async () => {
    coder.foundByName(
      makeRow({
        build: 2,
        reports: [
          { state: "idle", message: "Done" },
          { state: "working", message: "Sing" },
        ],
      }),
    );
    coder.messages(errorPage(502, "Bad Gateway"));

    expect(await tasksOf("otter")).toEqual(["ended: Sing"]);
  });

  it("goes back to the first day with the event log, and shows nothing twice", async () => {
    coder.foundByName(
      makeRow({
        build: 2,
        reports: [
          { state: "completed", message: "Danced" },
          { state: "working", message: "Dance" },
        ],
      }),
    );
    coder.messages(ok({ messages: [{ id: 0, role: "user", content: "Dance", time: "2026-01-01T00:00:59Z" }] }));
    const { services, repositories } = makeRecorded();
    const long = Array.from({ length: 1_200 }, (_, index) =>
      order(`a${index}`, `Song ${index}`, "2025-12-01T00:00:00Z"),
    );
    await repositories.events.append([
      ...long.flat(),
      ...order("b", "Dance", "2026-01-01T00:00:58Z"),
      ...order("c", "Refused", "2026-01-01T00:00:59Z", "refused"),
    ]);

    const { tasks, total } = await services.tasks.history("otter", { page: 1, page_size: 3 }, anyCall());

    expect(tasks.map(({ task, state }) => `${state}: ${task}`)).toEqual([
      "completed: Dance",
      "unknown: Song 1199",
      "unknown: Song 1198",
    ]);
    expect(total).toBe(1_201);
  });

  it("cuts pages and counts all of it", async () => {
    cassettes.play("tasks-given/history-tasks");

    const { tasks, ...info } = await history("otter", 2, 2);

    expect(tasks.map(({ task }) => task)).toEqual([expect.stringMatching(/^Add a health endpoint/)]);
    expect(info).toEqual({ total: 3, page: 2, page_size: 2, has_next: false, has_previous: true });
  });

  it("gives an empty page past the end, with the true total", async () => {
    cassettes.play("tasks-given/history-stopped");

    await expect(history("cod", 9)).resolves.toEqual({
      tasks: [],
      total: 1,
      page: 9,
      page_size: 20,
      has_next: false,
      has_previous: true,
    });
  });

  it("does not know an agent that is not there", async () => {
    cassettes.answer("GET", "/api/v2/users/me/workspace/otter", refusal(404, "Resource not found"));

    await expect(history("otter")).rejects.toMatchObject({ code: "not_found" });
  });

  it("remembers an agent that is gone, by the name it had last", async () => {
    cassettes.answer("GET", "/api/v2/users/me/workspace/Otter", refusal(404, "Resource not found"));
    const { services, repositories } = makeRecorded();
    await repositories.events.append([
      makeAdopted("otter"),
      makeEvent("otter-1", "task_started", { task_id: "a", task: "Sing", origin: "ordered" }, "2026-01-01T10:00:00Z"),
      makeEvent("otter-1", "task_succeeded", { task_id: "a", outcome: "Sung", reported: true }, "2026-01-01T10:05:00Z"),
      makeEvent("otter-1", "agent_deleted", { by: "us" }, "2026-01-01T11:00:00Z"),
    ]);

    const { tasks } = await services.tasks.history("Otter", { page: 1, page_size: 20 }, anyCall());

    expect(tasks).toMatchObject([{ task: "Sing", state: "completed", outcome: "Sung" }]);
  });

  it("passes on that the token is refused", async () => {
    coder.foundByName(makeRow());
    coder.messages({ status: 303, text: "", headers: { location: "https://coder.example.com/login" } });
    cassettes.answer("GET", "/api/v2/workspacebuilds/build-1/parameters", ok([]));

    await expect(history("otter")).rejects.toMatchObject({ code: "unauthenticated" });
  });
});
