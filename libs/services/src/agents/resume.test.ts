import { describe, expect, it } from "@jest/globals";
import type { UnfinishedWork } from "@fleet-mcp/models";
import { anyCall, createFakeClock, useCassettes } from "@fleet-mcp/testing";
import { makeLog } from "../../test/make-log.ts";
import { makeRow } from "../../test/make-row.ts";
import { makeServices } from "../../test/make-services.ts";
import { makeChat, makeMachineRow, scriptChats } from "../../test/script-chats.ts";
import { refusal, scriptCoder, writesOf } from "../../test/script-coder.ts";

const cassettes = useCassettes();
const coder = scriptCoder(cassettes);
const builds = "POST /api/v2/workspaces/workspace-1/builds";
const stopBuild = `${builds} {"transition":"stop"}`;
const startBuild = `${builds} {"transition":"start"}`;
const deleteBuild = `${builds} {"transition":"delete"}`;

/** What a process leaves that ended after the first build of `makeRow`. */
const left = (kind: UnfinishedWork["kind"]): UnfinishedWork => ({
  kind,
  agentName: "otter",
  workspaceId: "workspace-1",
  ownerId: makeRow().owner_id,
  buildId: makeRow().latest_build.id,
});
const resume = (work: UnfinishedWork) => makeServices().resume([work], anyCall());

describe("resume of a restart", () => {
  it("waits for the end of the stop and starts the agent", async () => {
    coder.seen(
      makeRow({ status: "stopping", build: 2 }),
      makeRow({ status: "stopped", build: 2 }),
      makeRow({ status: "starting", build: 3 }),
    );
    coder.build();

    await resume(left("restart"));

    expect(writesOf(cassettes)).toEqual([startBuild]);
  });

  it("does all of it when the stop was not even asked for", async () => {
    coder.seen(makeRow(), makeRow({ status: "stopped", build: 2 }), makeRow({ status: "starting", build: 3 }));
    coder.build();
    coder.build();

    await resume(left("restart"));

    expect(writesOf(cassettes)).toEqual([stopBuild, startBuild]);
  });

  it("starts an agent that was stopped before the restart", async () => {
    coder.seen(makeRow({ status: "stopped", build: 1 }), makeRow({ status: "starting", build: 2 }));
    coder.build();

    await resume(left("restart"));

    expect(writesOf(cassettes)).toEqual([startBuild]);
  });

  it("leaves an agent alone that has been started since", async () => {
    coder.seen(makeRow({ status: "starting", build: 3 }));

    await resume(left("restart"));

    expect(writesOf(cassettes)).toEqual([]);
  });

  it("leaves an agent alone that is being deleted", async () => {
    coder.seen(makeRow({ status: "deleting", build: 2 }));

    await resume(left("restart"));

    expect(writesOf(cassettes)).toEqual([]);
  });

  it("leaves an agent alone that is gone", async () => {
    coder.gone();

    await resume(left("restart"));

    expect(writesOf(cassettes)).toEqual([]);
  });

  it("leaves a workspace alone that belongs to somebody else now", async () => {
    coder.seen(makeRow({ status: "stopped", build: 2 }));

    await resume({ ...left("restart"), ownerId: "somebody-else" });

    expect(writesOf(cassettes)).toEqual([]);
  });

  it("tries again while Coder cannot be reached", async () => {
    const clock = createFakeClock();
    const log = makeLog();
    coder.look(refusal(500, "Try later."));
    coder.seen(makeRow({ status: "starting", build: 3 }));

    await makeServices({ clock, log }).resume([left("restart")], anyCall());

    expect(clock.sleeps).toEqual([5_000]);
    expect(log.lines).toEqual([expect.stringContaining("unfinished work is tried again")]);
  });

  it("gives up when its own time is up", async () => {
    const over = AbortSignal.abort(new Error("time is up"));

    await expect(makeServices().resume([left("restart")], { signal: over })).rejects.toThrow("time is up");
  });

  it("says what Coder refuses for good, and goes on with the next", async () => {
    const log = makeLog();
    coder.seen(makeRow({ status: "stopped", build: 2 }));
    coder.build(refusal(403, "Forbidden."));
    coder.seen(makeRow({ status: "deleting", build: 2 }));

    await makeServices({ log }).resume([left("restart"), left("delete")], anyCall());

    expect(log.lines).toEqual([expect.stringMatching(/^unfinished work failed .*"agentName":"otter"/)]);
  });
});

describe("resume of a deletion", () => {
  it("deletes the agent whose build in progress was cancelled for it", async () => {
    coder.seen(makeRow({ status: "canceled" }), makeRow({ status: "deleting", build: 2 }));
    coder.build();

    await resume(left("delete"));

    expect(writesOf(cassettes)).toEqual([deleteBuild]);
  });

  it("does not ask for a deletion twice", async () => {
    coder.seen(makeRow({ status: "failed", transition: "delete", build: 2 }));

    await resume(left("delete"));

    expect(writesOf(cassettes)).toEqual([]);
  });

  it("has nothing to do when the agent is gone", async () => {
    coder.gone();

    await resume(left("delete"));

    expect(writesOf(cassettes)).toEqual([]);
  });
});

describe("resume of a first task", () => {
  const chats = scriptChats(cassettes);

  it("gives it once the machine is up", async () => {
    chats.offered();
    coder.seen(makeMachineRow(), makeMachineRow());
    chats.found();
    chats.begun();
    chats.found(makeChat());

    await resume({ ...left("first_task"), firstTask: { task: "Sing" } });

    expect(writesOf(cassettes)).toEqual([expect.stringMatching(/^POST \/api\/v2\/chats .*"text":"Sing"/)]);
  });

  it("does nothing when it has been given since", async () => {
    chats.offered();
    coder.seen(makeMachineRow());
    chats.found(makeChat());

    await resume(left("first_task"));

    expect(writesOf(cassettes)).toEqual([]);
  });
});
