import { describe, expect, it } from "@jest/globals";
import { createStage } from "../../test/stage.ts";
import { templateSeeds } from "../templates/template-seeds.ts";

type Stage = ReturnType<typeof createStage>;

const names = (items: readonly { name: string }[]) => items.map(({ name }) => name);
const status = async (stage: Stage, method: string, url: string, body = "") =>
  (await stage.ask({ method, url, body })).status;

function formWith(name: string, text: string): FormData {
  const form = new FormData();
  form.set("file", new Blob([text]), name);
  return form;
}

async function fleet() {
  const stage = createStage();
  await stage.createTask("wren", "Hi work=1");
  await stage.create({ name: "Ant", from: "docs-site", role: "coder", prompt: "Hi work=1" });
  await stage.create({ name: "kite", from: "bare-vm", owner: "sam" });
  stage.sim.publishVersion("docs-site", { startError: "Error: quota exceeded" });
  await stage.create({ name: "bee", from: "docs-site" });
  await stage.clock.advance(200_000);
  return stage;
}

const find = async (stage: Stage, q: string) =>
  names((await stage.read(`/api/v2/workspaces?q=${encodeURIComponent(q)}`)).workspaces);

describe("the list of workspaces", () => {
  it("has running ones first, then goes by owner and name", async () => {
    expect(await find(await fleet(), "")).toEqual(["Ant", "wren", "kite", "bee"]);
  });

  it("shows members only what is theirs", async () => {
    const stage = await fleet();
    const mine = await stage.ask({ method: "GET", url: "/api/v2/workspaces", as: "sam" });

    expect(names(JSON.parse(mine.body).workspaces)).toEqual(["kite"]);
  });

  it("is searched by Coder's keys", async () => {
    const stage = await fleet();
    const { id, owner_id: ownerId } = await stage.read("/api/v2/users/me/workspace/wren");

    expect(await find(stage, "owner:sam")).toEqual(["kite"]);
    expect(await find(stage, `owner:${ownerId} status:failed`)).toEqual(["bee"]);
    expect(await find(stage, `id:${id},x`)).toEqual(["wren"]);
    expect(await find(stage, "template:docs-site")).toEqual(["Ant", "bee"]);
    expect(await find(stage, "aN")).toEqual(["Ant"]);
    expect(await find(stage, "sam/k")).toEqual(["kite"]);
    expect(await find(stage, "has-agent:connected")).toEqual(["Ant", "wren"]);
    expect(await find(stage, "has-ai-task:true")).toEqual(["wren"]);
    expect(await find(stage, "outdated:true")).toEqual(["Ant"]);
    expect(await find(stage, "healthy:false")).toEqual(["kite"]);
    expect(await find(stage, "healthy:true")).toEqual(["Ant", "wren"]);
    expect(await find(stage, 'param:ai_prompt="hi work=1"')).toEqual(["Ant"]);
    expect(await find(stage, "param:region")).toEqual(["kite"]);
    expect(await find(stage, "dormant:true")).toEqual([]);
    expect(await find(stage, "shared:false organization:coder has_external_agent:false")).toHaveLength(4);
    expect(await find(stage, 'last_used_after:"2027-01-01t00:00:00z"')).toEqual([]);
    expect(await find(stage, 'last_used_before:"2027-01-01t00:00:00z"')).toHaveLength(4);
  });

  it("refuses keys and pages that make no sense", async () => {
    const stage = await fleet();

    expect(await status(stage, "GET", "/api/v2/workspaces?q=nope:1")).toBe(400);
    expect(await status(stage, "GET", "/api/v2/workspaces?limit=-1")).toBe(400);
    expect(await status(stage, "GET", "/api/v2/workspaces?offset=two")).toBe(400);
    expect(await status(stage, "GET", "/api/v2/tasks?q=nope:1")).toBe(400);
  });
});

describe("templates", () => {
  it("are searched by Coder's keys, and found by organisation and name", async () => {
    const stage = createStage();
    const search = async (q: string) => names(await stage.read(`/api/v2/templates?q=${encodeURIComponent(q)}`));
    const [{ id }] = await stage.read("/api/v2/templates?q=exact_name:strict");

    expect(await search("has-ai-task:false")).toEqual(["bare-vm", "docs-site", "strict"]);
    expect(await search("back")).toEqual(["shop-backend"]);
    expect(await search("name:site")).toEqual(["docs-site"]);
    expect(await search('exact_display_name:"bare vm"')).toEqual(["bare-vm"]);
    expect(await search(`ids:${id}`)).toEqual(["strict"]);
    expect(await search("deprecated:true")).toEqual([]);
    expect(await search("deleted:false author:riley")).toHaveLength(4);
    expect((await stage.read("/api/v2/organizations/coder/templates/strict")).id).toBe(id);
    expect(await status(stage, "GET", "/api/v2/organizations/other/templates/strict")).toBe(404);
    expect(await status(stage, "GET", "/api/v2/templateversions/x/rich-parameters")).toBe(404);
  });
});

describe("new workspaces", () => {
  it("are refused for a bad body, an unknown owner, template or version", async () => {
    const stage = createStage();
    const post = (body: string, user = "me") => status(stage, "POST", `/api/v2/users/${user}/workspaces`, body);
    const unknown = "00000000-0000-4000-8000-000000000000";

    expect(await post("{")).toBe(400);
    expect(await post("{}")).toBe(400);
    expect(await post("{}", "nobody")).toBe(404);
    expect(await post(JSON.stringify({ name: "otter" }))).toBe(400);
    expect(await post(JSON.stringify({ name: "otter", template_id: unknown }))).toBe(400);
    expect(await post(JSON.stringify({ name: "otter", template_version_id: "" }))).toBe(400);
  });

  it("take a required value, and a preset before what is given", async () => {
    const [strict] = templateSeeds.filter(({ name }) => name === "strict");
    if (strict === undefined) throw new Error("no seed");
    const preset = { name: "one", description: "", icon: "", isDefault: true };
    const seed = { ...strict, presets: [{ ...preset, parameters: [{ name: "ticket", value: "T1" }] }] };
    const stage = createStage({ templates: [seed] });
    const { active_version_id: template_version_id } = await stage.template("strict");
    const [{ ID }] = await stage.read(`/api/v2/templateversions/${template_version_id}/presets`);
    const rich_parameter_values = [{ name: "ticket", value: "T2" }];
    const make = async (body: object) => {
      const made = await stage.ask({
        method: "POST",
        url: "/api/v2/users/me/workspaces",
        body: JSON.stringify({ template_version_id, rich_parameter_values, ...body }),
      });
      return stage.read(`/api/v2/workspacebuilds/${JSON.parse(made.body).latest_build.id}/parameters`);
    };

    expect(await make({ name: "otter" })).toEqual([{ name: "ticket", value: "T2" }]);
    expect(await make({ name: "heron", template_version_preset_id: ID })).toEqual([{ name: "ticket", value: "T1" }]);
  });
});

describe("watching a workspace", () => {
  it("pings at once and every fifteen seconds, and tells every change until the client hangs up", async () => {
    const stage = createStage();
    const id = await stage.create({ name: "otter", from: "bare-vm" });
    const answer = await stage.ask({ method: "GET", url: `/api/v2/workspaces/${id}/watch` });
    const events: string[] = [];

    const hangUp = answer.stream?.((chunk) => events.push(chunk.split("\n")[0] ?? ""));
    await stage.clock.advance(16_000);
    hangUp?.();
    await stage.clock.advance(150_000);

    expect(events).toEqual(["event: ping", "event: data", "event: data", "event: data", "event: ping"]);
    expect(await status(stage, "GET", "/api/v2/workspaces/x/watch")).toBe(404);
  });
});

describe("AgentAPI behind the app proxy", () => {
  const app = "/@riley/wren.main/apps/ai";
  const said = async (stage: Stage, body: unknown) => {
    const answer = await stage.ask({ method: "POST", url: `${app}/message`, body: JSON.stringify(body) });
    return [answer.status, JSON.parse(answer.body).errors?.[0].message ?? "ok"];
  };

  it("refuses bodies that are not its own", async () => {
    const stage = await fleet();

    expect(await said(stage, { type: "user", content: "x", mood: "good" })).toEqual([422, "unexpected property"]);
    expect(await said(stage, { type: "shout", content: "x" })).toEqual([
      422,
      "expected required property type to be present",
    ]);
    expect((await stage.ask({ method: "POST", url: `${app}/message`, body: "{" })).status).toBe(422);
    expect(await status(stage, "GET", `${app}/nothing`)).toBe(404);
  });

  it("fails a message when the agent dies of it", async () => {
    const stage = await fleet();

    const sending = said(stage, { type: "user", content: "More" });
    await stage.clock.advance(0);
    stage.sim.killApp("wren");

    expect(await sending).toEqual([500, "failed to send message: the agent has exited"]);
  });

  it("keeps an uploaded file, and does what it says when a prompt names it", async () => {
    const stage = await fleet();
    const form = new Response(formWith("task.md", "Sing the blues work=3"));
    const headers = {
      cookie: `coder_session_token=${stage.sim.token}`,
      "content-type": form.headers.get("content-type") ?? "",
    };
    const upload = (body: string) => stage.sim.handle({ method: "POST", url: `${app}/upload`, headers, body });

    const kept = await upload(await form.text());
    const sending = said(stage, { type: "user", content: "Do what /tmp/agentapi-uploads-1/task.md says" });
    await stage.clock.advance(2_000);

    expect(JSON.parse(kept.body)).toMatchObject({ ok: true, filePath: "/tmp/agentapi-uploads-1/task.md" });
    expect(await sending).toEqual([200, "ok"]);
    expect((await stage.read("/api/v2/users/me/workspace/wren")).latest_app_status.message).toBe("Sing the blues");
    expect((await upload("")).status).toBe(422);
    expect(await status(stage, "POST", `${app}/upload`, "{}")).toBe(422);
  });

  it("counts ESC as an interrupt, but no other key", async () => {
    const stage = await fleet();
    const interrupts = () => stage.sim.truth().agents.find(({ name }) => name === "wren")?.interrupts.length;

    await said(stage, { type: "raw", content: "\u001b[A\r" });
    expect(interrupts()).toBe(0);
    await said(stage, { type: "raw", content: "\u001b" });

    expect(interrupts()).toBe(1);
  });

  it("is found without naming the agent, and by ids", async () => {
    const stage = await fleet();
    const { id, owner_id: ownerId } = await stage.read("/api/v2/users/me/workspace/wren");

    expect(await status(stage, "GET", `/%40riley/wren/apps/ai/status`)).toBe(200);
    expect(await status(stage, "GET", `/@${ownerId}/${id}/apps/ai/status`)).toBe(200);
    expect(await status(stage, "GET", `/@riley/wren.other/apps/ai/status`)).toBe(404);
    expect(await status(stage, "GET", `/@sam/kite.main/apps/ai/status`)).toBe(404);
    expect(await status(stage, "GET", `/@riley/bee.main/apps/ai/status`)).toBe(404);
  });

  it("gets a token that came in a header handed on, which the truth counts", async () => {
    const stage = await fleet();
    const headers = { "coder-session-token": stage.sim.token };

    const answer = await stage.sim.handle({ method: "GET", url: `${app}/status`, headers, body: "" });

    expect(answer.status).toBe(200);
    expect(stage.sim.truth().leakedTokens).toBe(1);
  });

  it("counts as use of the workspace, twice a minute", async () => {
    const stage = await fleet();
    const before = (await stage.read("/api/v2/users/me/workspace/wren")).last_used_at;
    await stage.ask({ method: "GET", url: `${app}/status` });

    await stage.clock.advance(30_000);

    expect((await stage.read("/api/v2/users/me/workspace/wren")).last_used_at).not.toBe(before);
  });
});

describe("everything else", () => {
  it("is refused as Coder does it", async () => {
    const stage = createStage({ rateLimit: 0 });
    const cookie = `coder_session_token=${stage.sim.token}`;
    const ask = (method: string, url: string, headers: Record<string, string>) =>
      stage.sim.handle({ method, url, headers, body: "" });

    expect(await status(stage, "POST", "/api/v2/workspaces")).toBe(405);
    expect(await status(stage, "GET", "/")).toBe(200);
    expect(await status(stage, "GET", "/api/v2/%ZZ")).toBe(404);
    expect((await ask("POST", "/api/v2/tasks/me", { cookie })).status).toBe(400);
    expect((await ask("GET", "/api/v2/users/me", { cookie })).status).toBe(200);
    expect(await status(stage, "GET", "/api/v2/users/nobody")).toBe(404);
    expect(await status(stage, "GET", "/api/v2/users/nobody/keys/tokens")).toBe(404);
    expect(await status(stage, "GET", "/api/v2/users/nobody/workspace/x")).toBe(404);
    expect(await status(stage, "GET", "/api/v2/workspaces/x")).toBe(404);
    expect(await status(stage, "GET", "/api/v2/workspaces/x/builds")).toBe(404);
    expect(await status(stage, "POST", "/api/v2/workspaces/x/builds", "{}")).toBe(404);
    expect(await status(stage, "GET", "/api/v2/workspacebuilds/x")).toBe(404);
    expect(await status(stage, "GET", "/api/v2/workspacebuilds/x/logs")).toBe(404);
    expect(await status(stage, "GET", "/api/v2/workspacebuilds/x/parameters")).toBe(404);
  });

  it("tells callers what they may do", async () => {
    const { ask } = createStage({ release: "2.37", chats: "no-access" });
    const right = (resource: string, action: string, owner?: string) => ({
      action,
      object: { resource_type: resource, owner_id: owner },
    });
    const body = JSON.stringify({
      checks: {
        "create workspaces": right("workspace", "create", "me"),
        "create workspaces of others": right("workspace", "create", "x"),
        "create chats": right("chat", "create", "me"),
        "use templates": right("template", "use"),
        "change templates": right("template", "update"),
      },
    });
    const check = async (as: "riley" | "sam") => {
      const rights = JSON.parse((await ask({ method: "POST", url: "/api/v2/authcheck", body, as })).body);
      return Object.keys(rights).filter((name) => rights[name]);
    };

    expect(await check("sam")).toEqual(["create workspaces", "use templates"]);
    expect(await check("riley")).toHaveLength(5);
    expect((await ask({ method: "POST", url: "/api/v2/authcheck", body: "{}" })).status).toBe(400);
    const config = { method: "GET", url: "/api/v2/deployment/config" };
    expect([(await ask(config)).status, (await ask({ ...config, as: "sam" })).status]).toEqual([200, 403]);
  });

  it("limits the rate by user from 2.32 on, by address before", async () => {
    const [older, newer] = [createStage({ rateLimit: 1 }), createStage({ rateLimit: 1, release: "2.34" })];
    const ask = async (stage: Stage, as: "riley" | "sam" | "nobody") =>
      (await stage.ask({ method: "GET", url: "/api/v2/experiments", as })).status;

    expect([await ask(older, "riley"), await ask(older, "sam")]).toEqual([200, 429]);
    expect([await ask(newer, "riley"), await ask(newer, "sam"), await ask(newer, "nobody")]).toEqual([200, 200, 401]);
  });
});
