import { describe, expect, it } from "@jest/globals";
import type { CallOptions } from "@fleet-mcp/models";
import { anyCall, createFakeClock, useCassettes } from "@fleet-mcp/testing";
import { makeServices } from "../../test/make-services.ts";
import { makeRow } from "../../test/make-row.ts";
import { gone, refusal, scriptCoder, writesOf } from "../../test/script-coder.ts";

const cassettes = useCassettes();
const coder = scriptCoder(cassettes);
const never = new AbortController().signal;
const restart = (name: string, waitSeconds = 0, options: CallOptions = anyCall()) =>
  makeServices().lifecycle.restart(name, waitSeconds, options);

const online = "It is online again, with a fresh conversation: give it work with start_agent_task.";
const starting =
  "It is starting; wait_for_agents (until online) returns once it is up, then give it work with start_agent_task.";
const builds = "POST /api/v2/workspaces/workspace-1/builds";
const stopBuild = `${builds} {"transition":"stop"}`;
const startBuild = `${builds} {"transition":"start"}`;

describe("LifecycleService.restart", () => {
  it("stops and starts an agent of the agentapi backend and waits until it is online", async () => {
    cassettes.play("lifecycle/restart-agentapi-until-online");
    const heard: string[] = [];

    const { agent, next } = await restart("finch", 60, anyCall({ onProgress: ({ message }) => heard.push(message) }));

    expect([agent.status, next]).toEqual(["idle", online]);
    expect(heard).toEqual([
      "finch is stopping",
      "finch is stopped",
      "finch is starting (its coding CLI is starting)",
      "finch is starting (its coding CLI is starting)",
      "finch is idle",
    ]);
  });

  it("pauses and resumes an agent of the tasks backend", async () => {
    cassettes.play("lifecycle/restart-tasks");

    await expect(restart("lynx", 60)).resolves.toMatchObject({ agent: { status: "idle" }, next: online });
  });

  it("says why an agent did not come up again", async () => {
    cassettes.play("lifecycle/restart-failed-start");

    await expect(restart("newt", 60)).rejects.toMatchObject({
      code: "build_failed",
      message: 'Agent "newt" did not come up again: its start failed: Error: no capacity in zone eu-1.',
      hint: 'Call show_agent_log with source "build" for the details, then restart_agent to try again.',
    });
  });

  it("starts the agent all the same when the caller goes away after the stop, and drain waits for it", async () => {
    cassettes.play("lifecycle/restart-agentapi");
    const services = makeServices();
    const caller = new AbortController();
    const onProgress = () => caller.abort(new Error("gone"));

    await expect(services.lifecycle.restart("finch", 0, { signal: caller.signal, onProgress })).rejects.toThrow("gone");

    expect(await services.drain(never)).toEqual([]);
    expect(writesOf(cassettes).at(-1)).toMatch(/[{]"transition":"start"[}]$/);
  });

  it("starts a stopped agent without stopping it", async () => {
    coder.foundByName(makeRow({ status: "stopped", build: 2 }));
    coder.build();
    coder.seen(makeRow({ status: "pending", build: 3 }));

    await expect(restart("otter")).resolves.toMatchObject({ agent: { status: "pending" }, next: starting });
    expect(writesOf(cassettes)).toEqual([startBuild]);
  });

  it("resumes a stopped agent of the tasks backend", async () => {
    coder.foundByName(makeRow({ status: "stopped", build: 2, taskId: "task-1" }));
    coder.task("POST", "/resume", { status: 202, text: "" });
    coder.seen(makeRow({ status: "starting", build: 3, taskId: "task-1" }));

    await expect(restart("otter")).resolves.toMatchObject({ next: starting });
  });

  it("starts an agent whose stop has failed", async () => {
    coder.foundByName(makeRow({ status: "failed", transition: "stop", build: 2 }));
    coder.build();
    coder.seen(makeRow({ status: "starting", build: 3 }));

    await restart("otter");

    expect(writesOf(cassettes)).toEqual([startBuild]);
  });

  it("starts an agent of the tasks backend by a build when its last one has failed", async () => {
    coder.foundByName(makeRow({ status: "failed", build: 1, taskId: "task-1" }));
    coder.build();
    coder.seen(makeRow({ status: "starting", build: 2, taskId: "task-1" }));

    await restart("otter");

    expect(writesOf(cassettes)).toEqual([startBuild]);
  });

  it("stops an agent that has lost its machine, and starts it", async () => {
    coder.foundByName(makeRow({ machine: "disconnected" }));
    coder.build();
    coder.seen(makeRow({ status: "stopped", build: 2 }));
    coder.build();
    coder.seen(makeRow({ status: "starting", build: 3 }));

    await restart("otter");

    expect(writesOf(cassettes)).toEqual([stopBuild, startBuild]);
  });

  it("cancels a start that takes for ever, and starts again", async () => {
    coder.foundByName(makeRow({ status: "starting" }));
    coder.cancel(1, "running");
    coder.seen(makeRow({ status: "canceling" }), makeRow({ status: "canceled" }));
    coder.build();
    coder.seen(makeRow({ status: "starting", build: 2 }));

    await restart("otter");

    expect(writesOf(cassettes).at(-1)).toBe(startBuild);
  });

  it("stops an agent whose start could not be cancelled but has ended", async () => {
    coder.foundByName(makeRow({ status: "starting" }));
    coder.cancel(1, "running", refusal(403, "Not allowed."));
    coder.seen(makeRow());
    coder.build();
    coder.seen(makeRow({ status: "stopped", build: 2 }));
    coder.build();
    coder.seen(makeRow({ status: "starting", build: 3 }));

    await restart("otter");

    expect(writesOf(cassettes).slice(1)).toEqual([stopBuild, startBuild]);
  });

  it("refuses to restart an agent that is being deleted", async () => {
    coder.foundByName(makeRow({ status: "deleting", build: 2 }));

    await expect(restart("otter")).rejects.toMatchObject({
      code: "not_found",
      message: 'Agent "otter" is being deleted or already gone.',
      hint: "Call create_agent if it is wanted again.",
    });
  });

  it("says why a stop has failed, and starts nothing", async () => {
    coder.foundByName(makeRow());
    coder.build();
    coder.seen(makeRow({ status: "failed", transition: "stop", build: 2, error: "Error: volume is busy" }));

    await expect(restart("otter")).rejects.toMatchObject({
      code: "build_failed",
      message: 'Agent "otter" could not be stopped: its stop failed: Error: volume is busy.',
      hint: 'Call show_agent_log with source "build" for the details, then restart_agent to try again.',
    });
    expect(writesOf(cassettes)).toEqual([stopBuild]);
  });

  it("tells of a stop that somebody cancelled", async () => {
    coder.foundByName(makeRow());
    coder.build();
    coder.seen(makeRow({ status: "canceled", transition: "stop", build: 2 }));

    await expect(restart("otter")).rejects.toMatchObject({
      code: "build_failed",
      message: 'Agent "otter" could not be stopped: its stop was canceled.',
    });
  });

  it("tries the start again when Coder fails once after the stop", async () => {
    const clock = createFakeClock();
    coder.foundByName(makeRow());
    coder.build();
    coder.seen(makeRow({ status: "stopped", build: 2 }));
    coder.build(refusal(503, "Try later."));
    coder.seen(makeRow({ status: "stopped", build: 2 }));
    coder.build();
    coder.seen(makeRow({ status: "starting", build: 3 }));

    const restarted = await makeServices({ clock }).lifecycle.restart("otter", 0, anyCall());

    expect(restarted).toMatchObject({ next: starting });
    expect(writesOf(cassettes)).toEqual([stopBuild, startBuild, startBuild]);
    expect(clock.sleeps).toEqual([250, 1_000]);
  });

  it("does not start twice when the start was accepted but its answer was lost", async () => {
    coder.foundByName(makeRow({ status: "stopped", build: 2 }));
    coder.build("network-error");
    coder.seen(makeRow({ status: "starting", build: 3 }));

    await expect(restart("otter")).resolves.toMatchObject({ next: starting });
    expect(writesOf(cassettes)).toEqual([startBuild]);
  });

  it("gives up after four minutes of starts that Coder failed, and says so", async () => {
    const clock = createFakeClock();
    const stopped = makeRow({ status: "stopped", build: 2 });
    coder.foundByName(stopped);
    Array.from({ length: 10 }).forEach(() => coder.build(refusal(503, "Try later.")));
    Array.from({ length: 9 }).forEach(() => coder.seen(stopped));

    await expect(makeServices({ clock }).lifecycle.restart("otter", 0, anyCall())).rejects.toMatchObject({
      code: "unavailable",
      hint: expect.stringMatching(/^It is not running now: call restart_agent again in a minute;/),
    });
    expect(clock.sleeps).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000, 60_000, 60_000]);
  });

  it("starts an agent whose stop was accepted although its answer was lost", async () => {
    coder.foundByName(makeRow());
    coder.build("network-error");
    coder.seen(
      makeRow(),
      makeRow({ status: "stopping", build: 2 }),
      makeRow({ status: "stopped", build: 2 }),
      makeRow({ status: "starting", build: 3 }),
    );
    coder.build();

    await expect(restart("otter")).resolves.toMatchObject({ next: starting });
    expect(writesOf(cassettes)).toEqual([stopBuild, startBuild]);
  });

  it("passes on that Coder failed the stop, once no stop has shown for ten seconds", async () => {
    const clock = createFakeClock();
    coder.foundByName(makeRow());
    coder.build(refusal(503, "Try later."));
    Array.from({ length: 12 }).forEach(() => coder.seen(makeRow()));

    await expect(makeServices({ clock }).lifecycle.restart("otter", 0, anyCall())).rejects.toMatchObject({
      code: "unavailable",
    });
    expect(writesOf(cassettes)).toEqual([stopBuild]);
    expect(clock.sleeps.reduce((sum, ms) => sum + ms, 0)).toBe(10_000);
  });

  it("does not try again what Coder refuses for good", async () => {
    coder.foundByName(makeRow({ status: "stopped", build: 2 }));
    coder.build(refusal(403, "Forbidden."));

    await expect(restart("otter")).rejects.toMatchObject({ code: "forbidden" });
  });

  it("looks once more when the look after a start fails", async () => {
    coder.foundByName(makeRow({ status: "stopped", build: 2 }));
    coder.build();
    coder.look(refusal(500, "Try later."));
    coder.build(refusal(409, "A workspace build is already active."));
    coder.seen(makeRow({ status: "starting", build: 3 }));

    await expect(restart("otter")).resolves.toMatchObject({ next: starting });
  });

  it("passes on that the token was refused at the look after a start", async () => {
    coder.foundByName(makeRow({ status: "stopped", build: 2 }));
    coder.build();
    coder.look(refusal(401, "Signed out."));

    await expect(restart("otter")).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("starts what it has stopped even when the looks in between fail", async () => {
    const clock = createFakeClock();
    coder.foundByName(makeRow());
    coder.build();
    coder.look(refusal(500, "Try later."));
    coder.look({ status: 200, text: '{"id":"workspa' });
    coder.seen(makeRow({ status: "stopped", build: 2 }));
    coder.build();
    coder.seen(makeRow({ status: "starting", build: 3 }));

    await expect(makeServices({ clock }).lifecycle.restart("otter", 0, anyCall())).resolves.toMatchObject({
      next: starting,
    });
    expect(writesOf(cassettes)).toEqual([stopBuild, startBuild]);
    expect(clock.sleeps).toEqual([250, 500, 750]);
  });

  it("does not wait for a stop any more when its token is refused", async () => {
    coder.foundByName(makeRow());
    coder.build();
    coder.look(refusal(401, "Signed out."));

    await expect(restart("otter")).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("is done when somebody else starts the agent right after the stop", async () => {
    coder.foundByName(makeRow());
    coder.build();
    coder.seen(makeRow({ status: "starting", build: 3 }));

    await expect(restart("otter")).resolves.toMatchObject({ agent: { status: "starting" }, next: starting });
    expect(writesOf(cassettes)).toEqual([stopBuild]);
  });

  it("starts an agent that somebody failed to delete right after the stop", async () => {
    coder.foundByName(makeRow());
    coder.build();
    coder.seen(makeRow({ status: "failed", transition: "delete", build: 3 }));
    coder.build();
    coder.seen(makeRow({ status: "starting", build: 4 }));

    await restart("otter");

    expect(writesOf(cassettes)).toEqual([stopBuild, startBuild]);
  });

  it("leaves an agent alone that somebody else deletes right after the stop", async () => {
    coder.foundByName(makeRow());
    coder.build();
    coder.seen(makeRow({ status: "deleting", build: 3 }));

    await expect(restart("otter")).rejects.toMatchObject({ code: "not_found" });
    expect(writesOf(cassettes)).toEqual([stopBuild]);
  });

  it("tells of a deletion by somebody else before the start", async () => {
    coder.foundByName(makeRow({ status: "stopped", build: 2 }));
    coder.build(refusal(409, "Workspace is deleted."));
    coder.gone();

    await expect(restart("otter")).rejects.toMatchObject({ code: "not_found" });
  });

  it("tells of a deletion by somebody else during the stop", async () => {
    coder.foundByName(makeRow());
    coder.build();
    coder.look(gone);

    await expect(restart("otter")).rejects.toMatchObject({ code: "not_found" });
  });

  it("tells of a deletion by somebody else after the start", async () => {
    coder.foundByName(makeRow({ status: "stopped", build: 2 }));
    coder.build();
    coder.look(gone);

    await expect(restart("otter")).rejects.toMatchObject({ code: "not_found" });
  });

  it("tells of a deletion by somebody else while it waits", async () => {
    coder.foundByName(makeRow({ status: "stopped", build: 2 }));
    coder.build();
    coder.seen(makeRow({ status: "starting", build: 3 }));
    coder.gone();

    await expect(restart("otter", 60)).rejects.toMatchObject({ code: "not_found" });
  });

  it("tells of a start that somebody cancelled while it waits", async () => {
    coder.foundByName(makeRow({ status: "stopped", build: 2 }));
    coder.build();
    coder.seen(makeRow({ status: "starting", build: 3 }), makeRow({ status: "canceled", build: 3 }));

    await expect(restart("otter", 60)).rejects.toMatchObject({
      message: 'Agent "otter" did not come up again: its start was canceled.',
    });
  });

  it("does not call an agent online whose coding CLI stays down", async () => {
    coder.foundByName(makeRow({ status: "stopped", build: 2 }));
    coder.build();
    coder.seen(makeRow({ status: "starting", build: 3 }), makeRow({ build: 3, health: "unhealthy" }));

    await expect(restart("otter", 60)).resolves.toMatchObject({
      agent: { status: "offline" },
      next: 'It was started but is offline: look at show_agent, and at show_agent_log with source "build".',
    });
  });
});
