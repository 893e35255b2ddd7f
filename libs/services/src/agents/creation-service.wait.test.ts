import { describe, expect, it } from "@jest/globals";
import type { CallOptions } from "@fleet-mcp/models";
import { anyCall, createFakeClock, useCassettes } from "@fleet-mcp/testing";
import { makeServices } from "../../test/make-services.ts";
import { makeRow } from "../../test/make-row.ts";
import { scriptCoder, writesOf } from "../../test/script-coder.ts";
import { scriptProjects } from "../../test/script-projects.ts";

const cassettes = useCassettes();
const coder = scriptCoder(cassettes);

/** Creates otter on the agentapi backend without a task and waits for it. */
function createAndWait(waitSeconds: number, options: CallOptions = anyCall(), clock = createFakeClock()) {
  scriptProjects(cassettes, [{ name: "docs-site", parameters: [{ name: "ai_prompt" }] }]);
  cassettes.answer("POST", "/api/v2/users/me/workspaces", { status: 201, json: makeRow({ status: "pending" }) });
  const request = { name: "otter", project: "docs-site", waitSeconds };
  return makeServices({ clock }).creation.create(request, options);
}

describe("CreationService.create with wait_seconds", () => {
  it("answers as soon as the agent is idle", async () => {
    coder.seen(makeRow({ status: "pending" }), makeRow({ status: "starting" }), makeRow());

    await expect(createAndWait(60)).resolves.toMatchObject({
      agent: { status: "idle" },
      next: "Give it work with start_agent_task.",
    });
  });

  it("answers with the present state when the time is up", async () => {
    const clock = createFakeClock();
    coder.seen(makeRow({ status: "pending" }), makeRow({ status: "pending" }), makeRow({ status: "starting" }));

    const created = await createAndWait(0.75, anyCall(), clock);

    expect(created).toMatchObject({ agent: { status: "starting" } });
    expect(clock.sleeps).toEqual([250, 500]);
  });

  it("says why a start has failed and what to look at", async () => {
    coder.seen(makeRow({ status: "pending" }), makeRow({ status: "failed", error: "Error: no capacity in zone eu-1" }));

    await expect(createAndWait(60)).rejects.toMatchObject({
      code: "build_failed",
      message: 'Agent "otter" was created, but its start failed: Error: no capacity in zone eu-1.',
      hint: 'Call show_agent_log with source "build" for the details, then restart_agent or delete_agent.',
    });
  });

  it("tells of a start that somebody cancelled", async () => {
    coder.seen(makeRow({ status: "pending" }), makeRow({ status: "canceled" }));

    await expect(createAndWait(60)).rejects.toMatchObject({
      code: "build_failed",
      message: 'Agent "otter" was created, but its start was canceled.',
    });
  });

  it("says that somebody deleted the agent meanwhile", async () => {
    coder.seen(makeRow({ status: "pending" }));
    coder.gone();

    await expect(createAndWait(60)).rejects.toMatchObject({
      code: "not_found",
      message: 'Agent "otter" was deleted by somebody else while it started.',
      hint: "Call create_agent again if it is still wanted.",
    });
  });

  it("does not send work to an agent that did not come up", async () => {
    coder.seen(makeRow({ status: "pending" }), makeRow({ health: "unhealthy" }));

    await expect(createAndWait(60)).resolves.toMatchObject({
      agent: { status: "offline" },
      next: 'It was created but is offline: look at show_agent, and at show_agent_log with source "build".',
    });
  });

  it("ends at once when the caller goes away, and cancels nothing", async () => {
    const caller = new AbortController();
    const onProgress = () => caller.abort(new Error("gone"));
    coder.seen(makeRow({ status: "pending" }), makeRow({ status: "starting" }));

    await expect(createAndWait(60, { signal: caller.signal, onProgress })).rejects.toThrow("gone");
    expect(writesOf(cassettes)).toHaveLength(1);
  });
});
