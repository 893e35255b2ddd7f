import type { CallOptions } from "@fleet-mcp/models";
import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { beforeEach, describe, expect, it } from "@jest/globals";
import { makeServices } from "../../test/make-services.ts";
import { makeChat, makeMachineRow, scriptChats } from "../../test/script-chats.ts";
import { gone, scriptCoder, writesOf } from "../../test/script-coder.ts";
import { scriptProjects } from "../../test/script-projects.ts";

const cassettes = useCassettes();
const coder = scriptCoder(cassettes);
const chats = scriptChats(cassettes);
const pending = makeMachineRow({ status: "pending" });

/** Creates otter on the chats backend, which is all that Coder has. */
function create(
  over: { readonly task?: string; readonly waitSeconds?: number } = {},
  options: CallOptions = anyCall(),
) {
  scriptProjects(cassettes, [{ name: "vm", roles: [{ name: "reviewer", fills: ["system_prompt"] }] }]);
  chats.models("a");
  cassettes.answer("POST", "/api/v2/users/me/workspaces", { status: 201, json: pending });
  const { creation, drain } = makeServices();
  const request = { name: "otter", project: "vm", role: "reviewer", waitSeconds: 60, ...over };
  return { created: creation.create(request, options), drain };
}

beforeEach(() => chats.offered());

describe("CreationService.create on the chats backend", () => {
  it("gives the task when the machine is up, with the instructions of the role", async () => {
    coder.seen(pending, makeMachineRow(), makeMachineRow());
    chats.found();
    chats.begun();
    chats.found(makeChat({ status: "running" }));

    await expect(create({ task: "Sing" }).created).resolves.toMatchObject({
      agent: { name: "otter", status: "busy" },
      backend: "chats",
      first_task: "given",
      next: "It has its task; show_agent says how far it is.",
    });
    expect(writesOf(cassettes)).toEqual([
      expect.stringMatching(/^POST \/api\/v2\/users\/me\/workspaces \{/),
      expect.stringMatching(/^POST \/api\/v2\/chats .*"system_prompt":"x".*"text":"Sing"/),
    ]);
  });

  it("says nothing of a first task when there is none", async () => {
    coder.seen(pending, makeMachineRow(), makeMachineRow());
    chats.found();
    chats.begun();
    chats.found(makeChat());

    const created = await create().created;

    expect(created).toMatchObject({ agent: { status: "idle" }, next: "Give it work with start_agent_task." });
    expect(created).not.toHaveProperty("first_task");
  });

  it("says of an agent without a task that it cannot take one before a slow model has answered", async () => {
    coder.seen(pending, makeMachineRow(), makeMachineRow());
    cassettes.answer("GET", "/api/v2/workspaces/workspace-1", "hang");
    coder.seen(makeMachineRow());
    chats.found();
    chats.begun();
    chats.found(makeChat({ status: "running" }), makeChat({ status: "running" }));
    chats.found(makeChat({ status: "running" }));
    const { created, drain } = create({ waitSeconds: 1 });

    await expect(created).resolves.toMatchObject({
      agent: { status: "busy" },
      next: "It is getting ready; wait_for_agents (until idle) returns once it is, then give it work with start_agent_task.",
    });
    await drain(AbortSignal.timeout(0));
  });

  it("answers that the task is pending when nobody waits, and leaves it to another process when this one ends", async () => {
    coder.seen(pending);
    cassettes.answer("GET", "/api/v2/workspaces/workspace-1", "hang");
    const { created, drain } = create({ task: "Sing", waitSeconds: 0 });

    await expect(created).resolves.toMatchObject({
      agent: { status: "pending" },
      first_task: "pending",
      next: "It is given its task as soon as its machine is up; show_agent says how far it is.",
    });
    await expect(drain(AbortSignal.timeout(0))).resolves.toEqual([
      {
        kind: "first_task",
        agentName: "otter",
        workspaceId: "workspace-1",
        ownerId: "user-1",
        buildId: "build-1",
        firstTask: { task: "Sing", systemPrompt: "x" },
      },
    ]);
  });

  it("says why a start has failed", async () => {
    coder.seen(pending, makeMachineRow({ status: "failed", error: "Error: no capacity" }));
    chats.found();

    await expect(create({ task: "Sing" }).created).rejects.toMatchObject({
      code: "build_failed",
      message: 'Agent "otter" was created, but its start failed: Error: no capacity.',
    });
  });

  it("says how to give the task to an agent that somebody stopped meanwhile", async () => {
    coder.seen(pending, makeMachineRow({ status: "stopped" }));
    chats.found();

    await expect(create({ task: "Sing" }).created).resolves.toMatchObject({
      agent: { status: "stopped" },
      first_task: "pending",
      next: expect.stringMatching(
        /^It is stopped and has not been given its task: .* restart_agent; it is given its task when it is up[.]$/,
      ),
    });
  });

  it("says that somebody deleted it meanwhile", async () => {
    coder.seen(pending);
    coder.look(gone);

    await expect(create({ task: "Sing" }).created).rejects.toMatchObject({
      code: "not_found",
      message: 'Agent "otter" was deleted by somebody else while it started.',
    });
  });
});
