import { describe, expect, it } from "@jest/globals";
import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { makeRecorded } from "../../test/make-recorded.ts";
import { makeServices } from "../../test/make-services.ts";
import { makeRow } from "../../test/make-row.ts";
import { ok, refusal, scriptCoder, writesOf } from "../../test/script-coder.ts";
import { makeFleetRow, scriptFleet } from "../../test/script-fleet.ts";
import { scriptProjects } from "../../test/script-projects.ts";
import type { CreationRequest } from "./creation-service.ts";

const cassettes = useCassettes();
const order = { name: "otter", project: "shop-backend", waitSeconds: 0 };
const shop = { name: "shop-backend", isTaskCapable: true };
const docs = { name: "docs-site", parameters: [{ name: "AI Prompt" }] };
const create = (request: Partial<CreationRequest> = {}) =>
  makeServices().creation.create({ ...order, ...request }, anyCall());
const task = { id: "task-1", name: "otter", owner_id: "user-1", owner_name: "riley", workspace_id: "workspace-1" };
const accepted = (initial_prompt: string) => ({
  status: 201,
  json: { ...task, initial_prompt, status: "initializing", created_at: "2026-01-01T00:00:00Z" },
});

describe("CreationService.create, in the event log", () => {
  it("keeps a new agent with its first task, which came with it, on whose order", async () => {
    const { services, events, told } = makeRecorded();
    const origin = { actor: "riley" };
    scriptProjects(cassettes, [shop]);
    cassettes.answer("POST", "/api/v2/tasks/me", accepted("Sing"));
    scriptCoder(cassettes).seen(makeRow({ status: "pending", taskId: "task-1" }));

    await services.creation.create({ ...order, task: "Sing" }, anyCall({ origin }));

    expect(await told()).toEqual(["agent_created", "started ordered: Sing", "task sending", "task delivered"]);
    expect((await events())[0]).toMatchObject({
      data: { agent_name: "otter", project: "shop-backend", owner_id: "user-1", backend: "tasks" },
      origin,
    });
  });

  it("keeps no task where none was given", async () => {
    const { services, told } = makeRecorded();
    scriptProjects(cassettes, [shop]);
    cassettes.answer("POST", "/api/v2/tasks/me", accepted(""));
    scriptCoder(cassettes).seen(makeRow({ status: "pending", taskId: "task-1" }));

    await services.creation.create(order, anyCall());

    expect(await told()).toEqual(["agent_created"]);
  });

  it("keeps nothing of an agent that was not made", async () => {
    const { services, told } = makeRecorded();
    scriptProjects(cassettes, [shop]);
    cassettes.answer("POST", "/api/v2/tasks/me", refusal(403, "Forbidden."));

    await expect(services.creation.create(order, anyCall())).rejects.toMatchObject({ code: "forbidden" });

    expect(await told()).toEqual([]);
  });
});

describe("CreationService.create, with a requirement", () => {
  const roles = [{ name: "coder" }, { name: "code-reviewer" }];
  const docsToo = { ...docs, roles: [{ name: "reviewer" }] };

  it("creates an agent whose role has the word", async () => {
    scriptProjects(cassettes, [{ ...shop, roles }]);
    cassettes.answer("POST", "/api/v2/tasks/me", accepted(""));
    scriptCoder(cassettes).seen(makeRow({ status: "pending", taskId: "task-1" }));

    await expect(create({ role: "code-reviewer", requires: "Reviewer" })).resolves.toMatchObject({ backend: "tasks" });
  });

  it("refuses a role that does not have it, and names those that do", async () => {
    const all = [{ ...shop, roles }, docsToo];
    scriptProjects(cassettes, all, all.slice(0, 1));
    scriptProjects(cassettes, all, all.slice(1));
    const finch = { ...makeFleetRow("finch"), template_display_name: "Reviewer of docs" };
    scriptFleet(cassettes).lists(makeFleetRow("ant"), finch);

    await expect(create({ role: "coder", requires: "reviewer" })).rejects.toMatchObject({
      code: "unsupported",
      message: 'Role "coder" of project "shop-backend" says nothing of "reviewer".',
      hint: "Roles that do, as project/role: docs-site/reviewer, shop-backend/code-reviewer. Agents that have it: finch.",
    });
    expect(writesOf(cassettes)).toEqual([]);
  });

  it("refuses a project without a role, and says when no role of any project has it", async () => {
    scriptProjects(cassettes, [shop]);
    scriptProjects(cassettes, [shop], []);
    scriptFleet(cassettes).lists();

    await expect(create({ requires: "rust" })).rejects.toMatchObject({
      code: "unsupported",
      message: 'Project "shop-backend" without a role says nothing of "rust".',
      hint: "No role of any project does: leave requires out, or ask for another capability.",
    });
  });

  it("names no role of a project that cannot run an agent", async () => {
    const all = [
      { ...shop, roles },
      { name: "bare-vm", roles: [{ name: "tester" }] },
    ];
    scriptProjects(cassettes, all, all.slice(0, 1));
    scriptProjects(cassettes, all, all.slice(1));
    scriptFleet(cassettes).lists();

    await expect(create({ role: "coder", requires: "tester" })).rejects.toMatchObject({
      hint: "No role of any project does: leave requires out, or ask for another capability.",
    });
  });

  it("refuses a requirement without a word in it", async () => {
    scriptProjects(cassettes, [shop]);

    await expect(create({ requires: "?" })).rejects.toMatchObject({ code: "invalid_input" });
  });
});

describe("CreationService.create", () => {
  it("creates an agent with its role and task on the tasks backend and waits until it is up", async () => {
    cassettes.play("creation/create-tasks");

    const created = await create({
      role: "Coder",
      task: "Add a health endpoint work=4 pr=https://git.example.com/acme/shop/pull/42",
      waitSeconds: 60,
    });

    expect(created).toMatchObject({
      agent: { name: "otter", project: "shop-backend", role: "coder" },
      backend: "tasks",
      next: "It has its task; show_agent says how far it is.",
    });
  });

  it("creates an agent on the agentapi backend and reports how far it is", async () => {
    cassettes.play("creation/create-agentapi");
    const heard: string[] = [];
    const request = { name: "finch", project: "Docs site", task: "Write the quick start work=3", waitSeconds: 60 };

    const created = await makeServices().creation.create(
      request,
      anyCall({ onProgress: ({ message }) => heard.push(message) }),
    );

    expect(created).toMatchObject({ agent: { name: "finch", status: "busy", role: "coder" }, backend: "agentapi" });
    expect(heard).toEqual([
      "finch is starting (its coding CLI is starting)",
      "finch is starting (its coding CLI is starting)",
      "finch is busy",
    ]);
  });

  it("returns at once without waiting and says what comes next", async () => {
    scriptProjects(cassettes, [shop]);
    cassettes.answer("POST", "/api/v2/tasks/me", accepted("Sing"));
    scriptCoder(cassettes).seen(makeRow({ status: "pending", taskId: "task-1" }));

    const created = await create({ task: "Sing" });

    expect(created).toMatchObject({
      agent: { name: "otter", status: "pending" },
      backend: "tasks",
      next: "It is starting and will begin its task by itself; show_agent says how far it is.",
    });
  });

  it("creates an agent without a task, and says how to give it one", async () => {
    scriptProjects(cassettes, [shop]);
    cassettes.answer("POST", "/api/v2/tasks/me", accepted(""));
    scriptCoder(cassettes).seen(makeRow({ status: "pending", taskId: "task-1" }));

    const created = await create();

    expect(created).toMatchObject({
      agent: { name: "otter", status: "pending" },
      backend: "tasks",
      next: "It is starting; wait_for_agents (until online) returns once it is up, then give it work with start_agent_task.",
    });
  });

  it.each([
    ["", "The name is empty; use letters, digits and single hyphens between them."],
    ["bad_name", /^The name "bad_name" has characters that are not allowed; use letters, digits and single hyphens/],
    ["-otter", /characters that are not allowed/],
    ["öttër", /characters that are not allowed/],
    ["otter-of-the-river-21", "The name has 21 characters; at most 20 are allowed."],
    ["new", 'The names "new" and "create" are reserved by Coder.'],
    ["Create", 'The names "new" and "create" are reserved by Coder.'],
  ])("refuses the name %j without asking Coder", async (name, message) => {
    await expect(create({ name })).rejects.toMatchObject({
      code: "invalid_input",
      message: typeof message === "string" ? message : expect.stringMatching(message),
      hint: "Choose another name, for example reviewer-1.",
    });
  });

  it("accepts a name of 20 characters", async () => {
    scriptProjects(cassettes, [shop]);
    cassettes.answer("POST", "/api/v2/tasks/me", accepted("Sing"));
    scriptCoder(cassettes).seen(makeRow({ name: "otter-of-the-river-2", status: "pending", taskId: "task-1" }));

    await expect(create({ name: "otter-of-the-river-2", task: "Sing" })).resolves.toMatchObject({
      agent: { name: "otter-of-the-river-2" },
    });
  });

  it("refuses an empty first task without asking Coder", async () => {
    await expect(create({ task: " \n" })).rejects.toMatchObject({
      code: "invalid_input",
      message: "The task is empty.",
    });
  });

  it("refuses an unknown project and lists the usable ones", async () => {
    cassettes.play("projects/list-usable");

    await expect(create({ project: "shop-frontend" })).rejects.toMatchObject({
      code: "not_found",
      message: 'There is no project "shop-frontend".',
      hint: "Usable projects: docs-site, shop-backend.",
    });
  });

  it("refuses an unknown role and lists the project's", async () => {
    cassettes.play("projects/list-roles");

    await expect(create({ role: "boss" })).rejects.toMatchObject({
      code: "not_found",
      message: 'Project "shop-backend" has no role "boss".',
      hint: "Its roles: coder, reviewer, tester.",
    });
  });

  it("says that a project has no roles at all", async () => {
    scriptProjects(cassettes, [shop]);

    await expect(create({ role: "coder" })).rejects.toMatchObject({
      code: "not_found",
      hint: "It has no roles at all: leave role out.",
    });
  });

  it("refuses a role that leaves a required parameter empty and names one that fills it", async () => {
    const roles = [{ name: "coder" }, { name: "on-call", fills: ["ticket"] }];
    scriptProjects(cassettes, [{ ...shop, parameters: [{ name: "ticket", required: true }], roles }]);

    await expect(create({ role: "coder" })).rejects.toMatchObject({
      code: "invalid_input",
      message: 'Project "shop-backend" requires "ticket", which role "coder" does not fill.',
      hint: "Choose a role that does: on-call.",
    });
  });

  it("refuses to leave a required parameter to nobody", async () => {
    const roles = [{ name: "on-call", fills: ["ticket"] }];
    scriptProjects(cassettes, [{ ...shop, parameters: [{ name: "ticket", required: true }], roles }]);

    await expect(create()).rejects.toMatchObject({
      code: "invalid_input",
      message: 'Project "shop-backend" requires "ticket", which no role was chosen to fill.',
    });
  });

  it("refuses a project that the configured backend cannot use", async () => {
    scriptProjects(cassettes, [docs]);
    const services = makeServices({ backend: "tasks" });

    await expect(services.creation.create({ ...order, project: "docs-site" }, anyCall())).rejects.toMatchObject({
      code: "unsupported",
      message: 'Project "docs-site" cannot be used with the tasks backend, which this server is configured for.',
      hint: "It offers: agentapi. Ask the operator to set FLEET_MCP_BACKEND=auto, or use another project.",
    });
  });

  it("takes no other backend than the configured one, also when this Coder has no tasks", async () => {
    scriptProjects(cassettes, [{ ...shop, parameters: [{ name: "ai_prompt" }] }]);
    cassettes.answer("POST", "/api/v2/tasks/me", refusal(404, "Route not found."));

    const creating = makeServices({ backend: "tasks" }).creation.create({ ...order, task: "Sing" }, anyCall());

    await expect(creating).rejects.toMatchObject({
      code: "unsupported",
      hint: "Call list_agent_projects to see what this Coder can do.",
    });
  });

  it("uses the configured backend where the project offers several", async () => {
    scriptProjects(cassettes, [{ ...shop, parameters: [{ name: "AI Prompt" }] }]);
    cassettes.answer("POST", "/api/v2/users/me/workspaces", { status: 201, json: makeRow({ status: "pending" }) });
    cassettes.answer("GET", "/api/v2/workspacebuilds/build-1/parameters", ok([{ name: "AI Prompt", value: "Sing" }]));
    scriptCoder(cassettes).seen(makeRow({ status: "pending" }));

    const created = await makeServices({ backend: "agentapi" }).creation.create({ ...order, task: "Sing" }, anyCall());

    expect(created.backend).toBe("agentapi");
    expect(writesOf(cassettes)[0]).toContain('"rich_parameter_values":[{"name":"AI Prompt","value":"Sing"}]');
  });

  it("fails when the task did not arrive, and says that the agent is there", async () => {
    scriptProjects(cassettes, [docs]);
    cassettes.answer("POST", "/api/v2/users/me/workspaces", { status: 201, json: makeRow({ status: "pending" }) });
    cassettes.answer("GET", "/api/v2/workspacebuilds/build-1/parameters", ok([]));

    await expect(create({ project: "docs-site", task: "Sing" })).rejects.toMatchObject({
      code: "build_failed",
      message: 'Agent "otter" was created, but Coder did not keep its first task in the parameter AI Prompt.',
      hint: expect.stringMatching(/^It is there without its task: give it one with start_agent_task/),
    });
  });

  it("says that a lost answer may have created it all the same", async () => {
    scriptProjects(cassettes, [shop]);
    cassettes.answer("POST", "/api/v2/tasks/me", refusal(503, "Try later."));

    await expect(create({ task: "Sing" })).rejects.toMatchObject({
      code: "unavailable",
      hint: "It may have been created all the same: call list_agents before you try again.",
    });
    expect(writesOf(cassettes)).toHaveLength(1);
  });
});
