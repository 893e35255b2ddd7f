import { describe, expect, it } from "@jest/globals";
import type { CallOptions } from "@fleet-mcp/models";
import { anyCall, createFakeClock, useCassettes } from "@fleet-mcp/testing";
import { makeServices } from "../../test/make-services.ts";
import { makeRow } from "../../test/make-row.ts";
import { refusal, scriptCoder, writesOf } from "../../test/script-coder.ts";

const cassettes = useCassettes();
const coder = scriptCoder(cassettes);
const remove = (name: string, waitSeconds = 0, options: CallOptions = anyCall()) =>
  makeServices().lifecycle.remove(name, waitSeconds, options);

const deleted = "It is gone; its name can be used again.";
const underWay = "Its deletion is under way; show_agent answers not_found once it is gone.";
const deleteBuild = 'POST /api/v2/workspaces/workspace-1/builds {"transition":"delete"}';
const cancel = "PATCH /api/v2/workspacebuilds/build-1/cancel?expect_status=";

describe("LifecycleService.remove", () => {
  it("deletes an idle agent of the agentapi backend and waits until it is gone", async () => {
    cassettes.play("lifecycle/delete-agentapi");
    const heard: string[] = [];

    const { agent, next } = await remove("finch", 60, anyCall({ onProgress: ({ message }) => heard.push(message) }));

    expect([agent.status, agent.status_reason, next]).toEqual(["deleted", undefined, deleted]);
    expect(heard).toEqual(["finch is gone"]);
  });

  it("deletes an idle agent of the tasks backend; then there is none of that name", async () => {
    cassettes.play("lifecycle/delete-tasks");

    await expect(remove("otter", 60)).resolves.toMatchObject({ agent: { status: "deleted" }, next: deleted });
    await expect(remove("otter")).rejects.toMatchObject({
      code: "not_found",
      hint: "Call list_agents to see the names.",
    });
  });

  it("cancels a start that hangs, then deletes", async () => {
    cassettes.play("lifecycle/delete-running-build");

    await expect(remove("toad", 60)).resolves.toMatchObject({ next: deleted });
  });

  it("deletes an agent whose start has failed", async () => {
    cassettes.play("lifecycle/delete-failed-start");

    await expect(remove("newt", 60)).resolves.toMatchObject({ next: deleted });
  });

  it("says why a deletion has failed and what is left", async () => {
    cassettes.play("lifecycle/delete-failing");

    await expect(remove("slug", 60)).rejects.toMatchObject({
      code: "build_failed",
      message:
        'Agent "slug" was not deleted: its delete failed: Error: volume is still attached. Its workspace is still there.',
      hint: expect.stringMatching(/source "build" for the details.*call delete_agent again;.*[(]orphan[)]/),
    });
  });

  it("tries a failed deletion again", async () => {
    coder.foundByName(makeRow({ status: "failed", transition: "delete", build: 2, error: "volume is attached" }));
    coder.build();
    coder.seen(makeRow({ status: "deleting", build: 3 }));

    await expect(remove("otter")).resolves.toMatchObject({ agent: { status: "deleting" }, next: underWay });
  });

  it("leaves a busy agent alone when the user, who can be asked, does not agree", async () => {
    coder.foundByName(makeRow({ reports: [{ state: "working", message: "Sing" }] }));
    const questions: string[] = [];
    const confirm = async (question: string) => questions.push(question) === 0;

    const { agent, next, interrupted_task } = await makeServices().lifecycle.remove("otter", 0, {
      ...anyCall(),
      confirm,
    });

    expect(questions).toEqual([
      'Agent "otter" is working on "Sing". Delete it with its workspace? Work that was not pushed is lost.',
    ]);
    expect([agent.status, interrupted_task]).toEqual(["busy", undefined]);
    expect(next).toMatch(/^Not deleted: the user was asked and did not agree[.]/);
    expect(writesOf(cassettes)).toEqual([]);
  });

  it("deletes a busy agent once the user agrees, and an idle one without asking", async () => {
    const asked: string[] = [];
    const confirm = async (question: string) => asked.push(question) > 0;
    coder.foundByName(makeRow({ reports: [{ state: "working", message: "Sing" }] }));
    coder.build();
    coder.seen(makeRow({ status: "deleting", build: 2 }));
    const busy = await makeServices().lifecycle.remove("otter", 0, { ...anyCall(), confirm });
    coder.foundByName(makeRow());
    coder.build();
    coder.seen(makeRow({ status: "deleting", build: 2 }));
    const idle = await makeServices().lifecycle.remove("otter", 0, { ...anyCall(), confirm });

    expect(asked).toHaveLength(1);
    expect([busy.interrupted_task, idle.interrupted_task]).toEqual(["Sing", undefined]);
  });

  it("deletes a busy agent without waiting for its task", async () => {
    coder.foundByName(makeRow({ reports: [{ state: "working", message: "Sing" }] }));
    coder.build();
    coder.seen(makeRow({ status: "deleting", build: 2 }));

    await expect(remove("otter")).resolves.toMatchObject({ agent: { status: "deleting" }, next: underWay });
  });

  it("deletes a stopped agent through its task", async () => {
    coder.foundByName(makeRow({ status: "stopped", build: 2, taskId: "task-1" }));
    coder.task("DELETE", "", { status: 202, text: "" });
    coder.seen(makeRow({ status: "deleting", build: 3, taskId: "task-1" }));

    await expect(remove("otter")).resolves.toMatchObject({ next: underWay });
  });

  it("cancels a pending build as pending", async () => {
    coder.foundByName(makeRow({ status: "pending" }));
    coder.cancel(1, "pending");
    coder.seen(makeRow({ status: "canceled" }));
    coder.build();
    coder.seen(makeRow({ status: "deleting", build: 2 }));

    await remove("otter");

    expect(writesOf(cassettes)).toEqual([`${cancel}pending`, deleteBuild]);
  });

  it("waits for a running build that it may not cancel", async () => {
    coder.foundByName(makeRow({ status: "starting" }));
    coder.cancel(1, "running", refusal(403, "Not allowed."));
    coder.seen(makeRow({ status: "starting" }), makeRow());
    coder.build();
    coder.seen(makeRow({ status: "deleting", build: 2 }));

    await remove("otter");

    expect(writesOf(cassettes)).toEqual([`${cancel}running`, deleteBuild]);
  });

  it("waits for a build that somebody else is cancelling", async () => {
    coder.foundByName(makeRow({ status: "canceling" }));
    coder.seen(makeRow({ status: "canceling" }), makeRow({ status: "canceled" }));
    coder.build();
    coder.seen(makeRow({ status: "deleting", build: 2 }));

    await remove("otter");

    expect(writesOf(cassettes)).toEqual([deleteBuild]);
  });

  it("cancels somebody's next build too, when it began right after the cancelled one", async () => {
    coder.foundByName(makeRow({ status: "starting" }));
    coder.cancel(1, "running");
    coder.seen(makeRow({ status: "stopping", build: 2 }));
    coder.cancel(2, "running");
    coder.seen(makeRow({ status: "canceled", transition: "stop", build: 2 }));
    coder.build();
    coder.seen(makeRow({ status: "deleting", build: 3 }));

    await expect(remove("otter")).resolves.toMatchObject({ next: underWay });
  });

  it("looks again when a pending build has begun to run meanwhile", async () => {
    coder.foundByName(makeRow({ status: "pending" }));
    coder.cancel(1, "pending", refusal(412, "Job is not in the expected state."));
    coder.seen(makeRow({ status: "starting" }));
    coder.cancel(1, "running");
    coder.seen(makeRow({ status: "canceled" }));
    coder.build();
    coder.seen(makeRow({ status: "deleting", build: 2 }));

    await remove("otter");

    expect(writesOf(cassettes)).toEqual([`${cancel}pending`, `${cancel}running`, deleteBuild]);
  });

  it("looks again when a running build has ended meanwhile", async () => {
    coder.foundByName(makeRow({ status: "starting" }));
    coder.cancel(1, "running", refusal(400, "Job has already completed!"));
    coder.seen(makeRow());
    coder.build();
    coder.seen(makeRow({ status: "deleting", build: 2 }));

    await expect(remove("otter")).resolves.toMatchObject({ next: underWay });
  });

  it("joins a deletion that is under way already", async () => {
    coder.foundByName(makeRow({ status: "deleting", build: 2 }));

    await expect(remove("otter")).resolves.toMatchObject({ agent: { status: "deleting" }, next: underWay });
    expect(writesOf(cassettes)).toEqual([]);
  });

  it("looks again after a moment when somebody's build came in between", async () => {
    const clock = createFakeClock();
    coder.foundByName(makeRow());
    coder.build(refusal(409, "A workspace build is already active."));
    coder.seen(makeRow({ status: "stopping", build: 2 }));
    coder.cancel(2, "running");
    coder.seen(makeRow({ status: "canceled", transition: "stop", build: 2 }));
    coder.build();
    coder.seen(makeRow({ status: "deleting", build: 3 }));

    const removed = await makeServices({ clock }).lifecycle.remove("otter", 0, anyCall());

    expect(removed).toMatchObject({ next: underWay });
    expect(clock.sleeps).toEqual([500, 250]);
  });

  it("is content when somebody else was faster", async () => {
    coder.foundByName(makeRow());
    coder.build(refusal(404, "Resource not found"));

    await expect(remove("otter")).resolves.toMatchObject({ agent: { status: "deleted" }, next: deleted });
  });

  it("is content when it is gone at the next look", async () => {
    coder.foundByName(makeRow());
    coder.build();
    coder.gone();

    await expect(remove("otter", 60)).resolves.toMatchObject({ agent: { status: "deleted" }, next: deleted });
  });

  it("says who can help when deleting is forbidden", async () => {
    coder.foundByName(makeRow());
    coder.build(refusal(403, "Forbidden."));

    await expect(remove("otter")).rejects.toMatchObject({
      code: "forbidden",
      hint: "Ask its owner or an administrator of Coder to delete it.",
    });
  });

  it("passes on that Coder is down", async () => {
    coder.foundByName(makeRow());
    coder.build(refusal(503, "Try later."));
    coder.seen(makeRow());

    await expect(remove("otter")).rejects.toMatchObject({ code: "unavailable" });
  });

  it("knows a deletion whose answer was lost when it sees it", async () => {
    coder.foundByName(makeRow());
    coder.build("network-error");
    coder.seen(makeRow({ status: "deleting", build: 2 }), makeRow({ status: "deleting", build: 2 }));

    await expect(remove("otter")).resolves.toMatchObject({ agent: { status: "deleting" }, next: underWay });
  });

  it("passes on that the answer was lost where nothing more can be seen", async () => {
    coder.foundByName(makeRow());
    coder.build("network-error");
    coder.look(refusal(401, "Unauthenticated."));

    await expect(remove("otter")).rejects.toMatchObject({ code: "unavailable" });
  });

  it("answers with the present state when the time is up", async () => {
    coder.foundByName(makeRow());
    coder.build();
    coder.seen(makeRow({ status: "deleting", build: 2 }), makeRow({ status: "deleting", build: 2 }));

    await expect(remove("otter", 0.1)).resolves.toMatchObject({ agent: { status: "deleting" }, next: underWay });
  });

  it("tells of a deletion that somebody cancelled", async () => {
    coder.foundByName(makeRow());
    coder.build();
    coder.seen(
      makeRow({ status: "deleting", build: 2 }),
      makeRow({ status: "canceled", transition: "delete", build: 2 }),
    );

    await expect(remove("otter", 60)).rejects.toMatchObject({
      code: "build_failed",
      message: 'Agent "otter" was not deleted: its deletion was canceled. Its workspace is still there.',
    });
  });

  it("ends the wait at once when the caller goes away, and cancels nothing", async () => {
    const caller = new AbortController();
    coder.foundByName(makeRow());
    coder.build();
    coder.seen(makeRow({ status: "deleting", build: 2 }), makeRow({ status: "deleting", build: 2 }));
    const onProgress = () => caller.abort(new Error("gone"));

    await expect(remove("otter", 60, { signal: caller.signal, onProgress })).rejects.toThrow("gone");
    expect(writesOf(cassettes)).toEqual([deleteBuild]);
  });

  it("deletes the agent all the same when the caller goes away while a build is cancelled, and drain waits for it", async () => {
    const services = makeServices();
    const caller = new AbortController();
    const onProgress = () => caller.abort(new Error("gone"));
    coder.foundByName(makeRow({ status: "starting" }));
    coder.cancel(1, "running");
    coder.seen(makeRow({ status: "canceling" }), makeRow({ status: "canceled" }));
    coder.build();
    coder.seen(makeRow({ status: "deleting", build: 2 }));

    await expect(services.lifecycle.remove("otter", 60, { signal: caller.signal, onProgress })).rejects.toThrow("gone");

    expect(await services.drain(new AbortController().signal)).toEqual([]);
    expect(writesOf(cassettes).at(-1)).toBe(deleteBuild);
  });
});
