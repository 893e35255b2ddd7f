import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { makeEvent } from "../../test/make-event.ts";
import { makeRecorded } from "../../test/make-recorded.ts";
import { makeRow } from "../../test/make-row.ts";
import { refusal, scriptCoder } from "../../test/script-coder.ts";

const cassettes = useCassettes();
const coder = scriptCoder(cassettes);
const byRiley = () => anyCall({ origin: { actor: "riley", correlationId: "order-1" } });
const busy = makeRow({ reports: [{ state: "working", message: "Sing" }] });

describe("LifecycleService.restart, in the event log", () => {
  it("keeps a restart once its start is under way, on whose order and by which build", async () => {
    const { services, events } = makeRecorded();
    coder.foundByName(makeRow());
    coder.build();
    coder.seen(makeRow({ status: "stopped", build: 2 }), makeRow({ status: "starting", build: 3 }));
    coder.build();

    await services.lifecycle.restart("otter", 0, byRiley());

    expect(await events()).toMatchObject([
      { type: "agent_restarted", data: { build_id: "build-3" }, origin: { actor: "riley", correlationId: "order-1" } },
    ]);
  });

  it("keeps a restart whose caller went away after the stop", async () => {
    const { services, told } = makeRecorded();
    const caller = new AbortController();
    coder.foundByName(makeRow());
    coder.build();
    coder.seen(
      makeRow({ status: "stopping", build: 2 }),
      makeRow({ status: "stopped", build: 2 }),
      makeRow({ status: "starting", build: 3 }),
    );
    coder.build();
    const onProgress = () => caller.abort(new Error("gone"));

    const restarting = services.lifecycle.restart("otter", 0, { signal: caller.signal, onProgress });

    await expect(restarting).rejects.toThrow("gone");
    await services.drain(new AbortController().signal);
    expect(await told()).toEqual(["agent_restarted"]);
  });

  it("keeps nothing of a stop that was refused", async () => {
    const { services, told } = makeRecorded();
    coder.foundByName(makeRow());
    coder.build(refusal(403, "Forbidden."));

    await expect(services.lifecycle.restart("otter", 0, byRiley())).rejects.toMatchObject({ code: "forbidden" });

    expect(await told()).toEqual([]);
  });

  it("keeps the restart that it finishes for another process", async () => {
    const { services, told } = makeRecorded();
    const row = makeRow();
    coder.seen(makeRow({ status: "stopped", build: 2 }), makeRow({ status: "starting", build: 3 }));
    coder.build();
    const left = { agentName: "otter", workspaceId: row.id, ownerId: row.owner_id, buildId: "build-1" };

    await services.resume([{ kind: "restart", ...left }], anyCall());

    expect(await told()).toEqual(["agent_restarted"]);
  });
});

describe("LifecycleService.remove, in the event log", () => {
  it("keeps that a deletion was asked for, and that the agent is gone once that is proven", async () => {
    const { services, events } = makeRecorded();
    coder.foundByName(makeRow());
    coder.build();
    coder.seen(makeRow({ status: "deleting", build: 2 }));
    coder.gone();

    await services.lifecycle.remove("otter", 60, byRiley());

    expect(await events()).toMatchObject([
      { type: "agent_delete_requested", origin: { actor: "riley" } },
      { type: "agent_deleted", data: { by: "us" }, origin: { actor: "riley" } },
    ]);
  });

  it("ends the tasks that the agent takes with it", async () => {
    const { services, events, repositories } = makeRecorded();
    await repositories.events.append([
      makeEvent("workspace-1", "task_started", { task_id: "t1", task: "Sing", origin: "ordered" }),
    ]);
    coder.foundByName(makeRow());
    coder.build();
    coder.gone();

    await services.lifecycle.remove("otter", 60, byRiley());

    expect((await events()).slice(1)).toMatchObject([
      { type: "agent_delete_requested" },
      { type: "task_failed", data: { task_id: "t1", outcome: "The agent was deleted while it worked on it." } },
      { type: "agent_deleted", data: { by: "us" } },
    ]);
  });

  it("does not say that an agent is gone while its deletion is under way", async () => {
    const { services, told } = makeRecorded();
    coder.foundByName(makeRow());
    coder.build();
    coder.seen(makeRow({ status: "deleting", build: 2 }));

    await services.lifecycle.remove("otter", 0, anyCall());

    expect(await told()).toEqual(["agent_delete_requested"]);
  });

  it("keeps a deletion whose answer was lost but that is seen", async () => {
    const { services, told } = makeRecorded();
    coder.foundByName(makeRow());
    coder.build("network-error");
    coder.gone();
    coder.gone();

    await services.lifecycle.remove("otter", 0, anyCall());

    expect(await told()).toEqual(["agent_delete_requested", "agent_deleted"]);
  });

  it("keeps nothing of a deletion that the user declined", async () => {
    const { services, told } = makeRecorded();
    coder.foundByName(busy);

    await services.lifecycle.remove("otter", 0, { ...anyCall(), confirm: () => Promise.resolve(false) });

    expect(await told()).toEqual([]);
  });

  it("keeps nothing of a deletion that Coder refused", async () => {
    const { services, told } = makeRecorded();
    coder.foundByName(makeRow());
    coder.build(refusal(403, "Forbidden."));

    await expect(services.lifecycle.remove("otter", 0, anyCall())).rejects.toMatchObject({ code: "forbidden" });

    expect(await told()).toEqual([]);
  });

  it("takes nobody else's deletion for ours", async () => {
    const { services, told } = makeRecorded();
    coder.foundByName(makeRow());
    coder.build(refusal(404, "Resource not found"));

    await services.lifecycle.remove("otter", 0, anyCall());

    expect(await told()).toEqual([]);
  });
});
