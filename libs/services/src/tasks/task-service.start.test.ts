import { describe, expect, it } from "@jest/globals";
import { anyCall, createFakeClock, useCassettes } from "@fleet-mcp/testing";
import { makeRow } from "../../test/make-row.ts";
import { makeServices } from "../../test/make-services.ts";
import { errorPage, ok, refusal, scriptCoder, writesOf } from "../../test/script-coder.ts";

const cassettes = useCassettes();
const coder = scriptCoder(cassettes);
const start = (name: string, task = "Sing", clock = createFakeClock()) =>
  makeServices({ clock }).tasks.start(name, task, anyCall());
const message = 'POST /@riley/otter.main/apps/ai/message {"type":"user","content":"Sing"}';
const busyCli = {
  status: 500,
  json: {
    title: "Internal Server Error",
    detail: "failed to send message",
    errors: [{ message: "message can only be sent when the agent is waiting for user input" }],
  },
};

describe("TaskService.start", () => {
  it("gives a task to an agent of the agentapi backend that comes to rest within 5 s", async () => {
    cassettes.play("tasks-given/start-agentapi");
    const clock = createFakeClock();

    const receipt = await start("finch", "Add a tutorial work=8", clock);

    expect(receipt).toEqual({
      agent_name: "finch",
      delivered: "yes",
      sent_at: "2026-01-01T00:00:03.000Z",
      backend: "agentapi",
    });
  });

  it("gives a task to an idle agent of the tasks backend", async () => {
    cassettes.play("tasks-given/start-tasks");

    await expect(start("otter", "Write the changelog work=5")).resolves.toMatchObject({
      delivered: "yes",
      backend: "tasks",
    });
  });

  it("calls an agent of the tasks backend busy after 5 s of refusals", async () => {
    cassettes.play("tasks-given/start-busy-tasks");

    await expect(start("otter", "Bump the version")).rejects.toMatchObject({
      code: "busy",
      message: 'Agent "otter" is working on another task.',
      hint: "Call wait_for_agents (until idle), or cancel_agent_task first.",
    });
  });

  it("calls it busy on a Coder before 2.32 too, whose refusal is a bad gateway", async () => {
    cassettes.play("tasks-given/start-busy-tasks-before-2-32");

    await expect(start("otter", "Bump the version")).rejects.toMatchObject({ code: "busy" });
  });

  it("calls an agent of the agentapi backend busy after 5 s, and sends it nothing", async () => {
    cassettes.play("tasks-given/start-busy-agentapi");
    const clock = createFakeClock();

    await expect(start("finch", "And a glossary", clock)).rejects.toMatchObject({
      code: "busy",
      message: 'Agent "finch" is working on another task.',
      hint: "Call wait_for_agents (until idle), or cancel_agent_task first.",
    });

    expect(clock.now() - Date.parse("2026-01-01T00:00:00Z")).toBe(5_000);
    expect(writesOf(cassettes)).toEqual([]);
  });

  it("sends nothing to a busy one on a Coder before 2.32 either", async () => {
    cassettes.play("tasks-given/start-busy-agentapi-before-2-32");

    await expect(start("finch", "And a glossary")).rejects.toMatchObject({ code: "busy" });
    expect(writesOf(cassettes)).toEqual([]);
  });

  it("waits until a CLI has settled", async () => {
    coder.foundByName(makeRow());
    coder.cli("running", "running", "stable");
    coder.message();

    await expect(start("otter")).resolves.toMatchObject({ delivered: "yes", sent_at: "2026-01-01T00:00:01.000Z" });
  });

  it("tries again when AgentAPI proves that it was not ready", async () => {
    coder.foundByName(makeRow());
    coder.cli("stable", "stable");
    coder.message(busyCli);
    coder.message();

    await expect(start("otter")).resolves.toMatchObject({ delivered: "yes", sent_at: "2026-01-01T00:00:00.500Z" });
    expect(writesOf(cassettes)).toEqual([message, message]);
  });

  it("never repeats a send whose answer was lost", async () => {
    coder.foundByName(makeRow());
    coder.cli("stable");
    coder.message("network-error");

    await expect(start("otter")).resolves.toMatchObject({ delivered: "unknown", backend: "agentapi" });
    expect(writesOf(cassettes)).toEqual([message]);
  });

  it("never repeats a send that Coder answered with a failure of its own", async () => {
    coder.foundByName(makeRow({ taskId: "task-1" }));
    coder.cli("stable");
    coder.task("POST", "/send", refusal(500, "Internal error."));

    await expect(start("otter")).resolves.toMatchObject({ delivered: "unknown", backend: "tasks" });
    expect(writesOf(cassettes)).toEqual(['POST /api/v2/tasks/me/task-1/send {"input":"Sing"}']);
  });

  it("lets Coder decide when the CLI could not be asked", async () => {
    coder.foundByName(makeRow());
    coder.cliAnswers(refusal(500, "Internal error."));
    coder.message();

    await expect(start("otter")).resolves.toMatchObject({ delivered: "yes" });
  });

  it("refuses a blank task without asking Coder", async () => {
    await expect(start("otter", "  ")).rejects.toMatchObject({ code: "invalid_input", message: "The task is empty." });
  });

  it("refuses a task of 64,001 characters without asking Coder", async () => {
    await expect(start("otter", "x".repeat(64_001))).rejects.toMatchObject({
      code: "invalid_input",
      message: "The task has 64001 characters; at most 64000 are accepted.",
    });
  });

  it("refuses an agent that is stopped", async () => {
    cassettes.play("tasks-given/start-stopped");

    await expect(start("cod")).rejects.toMatchObject({
      code: "offline",
      message: 'Agent "cod" is stopped, not online.',
      hint: "Call restart_agent to bring it back, or delete_agent if it is not wanted any more.",
    });
  });

  it("refuses an agent whose start has failed, and says why", async () => {
    cassettes.play("tasks-given/start-failed");

    await expect(start("fox")).rejects.toMatchObject({
      code: "offline",
      message: 'Agent "fox" is failed (start failed: Error: quota exceeded), not online.',
    });
  });

  it.each(["pending", "starting", "stopping", "canceling", "deleting"] as const)(
    "refuses an agent that is %s, which passes by itself",
    async (status) => {
      coder.foundByName(makeRow({ status }));

      await expect(start("otter")).rejects.toMatchObject({
        code: "offline",
        message: `Agent "otter" is ${status}, not online.`,
        hint: "Call wait_for_agents (until online).",
      });
    },
  );

  it.each(["canceled", "deleted"] as const)("refuses an agent that is %s, which stays so", async (status) => {
    coder.foundByName(makeRow({ status }));

    await expect(start("otter")).rejects.toMatchObject({
      code: "offline",
      message: `Agent "otter" is ${status}, not online.`,
      hint: "Call restart_agent to bring it back, or delete_agent if it is not wanted any more.",
    });
  });

  it("refuses an agent that has lost its machine, and says so", async () => {
    coder.foundByName(makeRow({ machine: "disconnected" }));

    await expect(start("otter")).rejects.toMatchObject({
      code: "offline",
      message: 'Agent "otter" is offline (its machine has lost the connection), not online.',
    });
  });

  it("refuses an agent whose CLI has gone since Coder last heard of it", async () => {
    coder.foundByName(makeRow());
    coder.cliAnswers(errorPage(502, "Bad Gateway"));
    coder.seen(makeRow());

    await expect(start("otter")).rejects.toMatchObject({
      code: "offline",
      message: 'Agent "otter" cannot be reached: its coding CLI could not be asked (app_unreachable).',
      hint: "Try again in a few seconds; if it stays so, call restart_agent.",
    });
  });

  it("says that an agent was deleted since it was found", async () => {
    coder.foundByName(makeRow());
    coder.cliAnswers(errorPage(404, "Not Found"));
    coder.gone();

    await expect(start("otter")).rejects.toMatchObject({
      code: "not_found",
      message: 'Agent "otter" was deleted meanwhile.',
      hint: "Call list_agents to see what is there.",
    });
  });

  it("says that an agent was deleted since it was asked", async () => {
    coder.foundByName(makeRow({ taskId: "task-1" }));
    coder.cli("stable");
    coder.task("POST", "/send", refusal(404, "Resource not found"));
    coder.message(errorPage(404, "Not Found"));
    coder.gone();

    await expect(start("otter")).rejects.toMatchObject({
      code: "not_found",
      message: 'Agent "otter" was deleted meanwhile.',
    });
  });

  it("says that an agent went offline since it was asked", async () => {
    coder.foundByName(makeRow({ taskId: "task-1" }));
    coder.cli("stable");
    coder.task("POST", "/send", refusal(409, "Task is paused."));
    coder.seen(makeRow({ status: "stopped", build: 2, taskId: "task-1" }));

    await expect(start("otter")).rejects.toMatchObject({
      code: "offline",
      hint: "Call show_agent to see its status; restart_agent brings it back.",
    });
  });

  it.each([
    [401, "unauthenticated"],
    [403, "forbidden"],
    [400, "invalid_input"],
  ])("passes on that Coder refused the send with %d", async (status, code) => {
    coder.foundByName(makeRow({ taskId: "task-1" }));
    coder.cli("stable");
    coder.task("POST", "/send", refusal(status, "No."));

    await expect(start("otter")).rejects.toMatchObject({ code });
  });

  it("does not know an agent that is not there", async () => {
    cassettes.answer("GET", "/api/v2/users/me/workspace/otter", refusal(404, "Resource not found"));

    await expect(start("otter")).rejects.toMatchObject({
      code: "not_found",
      hint: "Call list_agents to see the names.",
    });
  });

  it("stops waiting at once when the caller goes away", async () => {
    const caller = new AbortController();
    coder.foundByName(makeRow());
    coder.cliAnswers(ok({ status: "running" }));
    const clock = createFakeClock();
    const impatient = {
      now: clock.now,
      sleep(ms: number, signal: AbortSignal) {
        caller.abort(new Error("gone"));
        return clock.sleep(ms, signal);
      },
    };

    const giving = makeServices({ clock: impatient }).tasks.start("otter", "Sing", { signal: caller.signal });

    await expect(giving).rejects.toThrow("gone");
    expect(writesOf(cassettes)).toEqual([]);
  });
});
