import { describe, expect, it } from "@jest/globals";
import { createChatStage } from "../../test/chat-stage.ts";
import { createStage } from "../../test/stage.ts";

describe("the mount of chats", () => {
  it("is the stable one in 2.37, the experimental one in 2.35, and none before", async () => {
    const answers = ["2.37", "2.35", "2.34", "2.29"] as const;
    const found = await Promise.all(
      answers.map(async (release) => {
        const stage = createStage({ release });
        return [await stage.read("/api/v2/chats"), await stage.read("/api/experimental/chats")];
      }),
    );

    const none = { message: "Route not found." };
    expect(found).toEqual([
      [[], none],
      [none, []],
      [none, none],
      [none, none],
    ]);
  });
});

describe("chats", () => {
  it("are listed newest first, by label, title and page, archived ones only when asked for", async () => {
    const { create, call, clock } = await createChatStage();
    const ids: string[] = [];
    for (const name of ["ant", "bee", "cod"]) {
      ids.push(await create(`Task of ${name} work=1`, { labels: { "fleet-mcp/agent": name } }));
      await clock.advance(20_000);
    }
    const [ant, bee, cod] = ids;
    const list = async (query: string) => (await call("GET", query)).body.map(({ id }: { id: string }) => id);
    await call("PATCH", `/${bee}`, { archived: true });

    expect(await list("")).toEqual([cod, ant]);
    expect(await list("?q=archived:true")).toEqual([bee]);
    expect(await list("?label=fleet-mcp/agent:ant")).toEqual([ant]);
    expect(await list("?label=fleet-mcp/agent:ant&label=x:y")).toEqual([]);
    expect(await list("?q=title:cod")).toEqual([cod]);
    expect(await list("?limit=1")).toEqual([cod]);
    expect(await list("?limit=1&offset=1")).toEqual([ant]);
    expect(await list(`?after_id=${cod}`)).toEqual([ant]);
    await call("PATCH", `/${ant}`, { pin_order: 1 });
    expect(await list("")).toEqual([ant, cod]);
    for (const bad of ["?limit=x", "?label=nocolon", "?q=status:running"]) {
      expect((await call("GET", bad)).status).toBe(400);
    }
  });

  it("are found by workspace", async () => {
    const { create, call, clock, build, template, ask } = await createChatStage();
    const version = (await template("chat-box")).active_version_id;
    const body = JSON.stringify({ name: "otter", template_version_id: version });
    const { id: workspace } = JSON.parse(
      (await ask({ method: "POST", url: "/api/v2/users/me/workspaces", body })).body,
    );
    const id = await create("One work=1");

    expect((await call("PATCH", `/${id}`, { workspace_id: workspace })).status).toBe(204);

    expect((await call("GET", `/by-workspace?workspace_ids=x,${workspace}`)).body).toEqual({ [workspace]: id });
    await clock.advance(10_000);
    await build(workspace, { transition: "delete" });
    await clock.advance(10_000);
    expect((await call("PATCH", `/${id}`, { workspace_id: workspace })).status).toBe(400);
  });

  it("are changed, archived once they rest, and brought back", async () => {
    const { create, call, show, clock } = await createChatStage();
    const id = await create("One work=1");
    expect(await call("PATCH", `/${id}`, { archived: true })).toMatchObject({ status: 409 });
    await clock.advance(10_000);

    await call("PATCH", `/${id}`, { title: " Better ", labels: { a: "b" }, archived: true });

    expect(await show(id)).toMatchObject({ title: "Better", labels: { a: "b" }, archived: true });
    expect((await call("POST", `/${id}/interrupt`)).body.detail).toMatch(/from state XW$/);
    expect((await call("POST", `/${id}/queue/1/promote`)).status).toBe(400);
    expect((await call("PATCH", `/${id}`, { archived: false })).status).toBe(204);
    expect((await call("PATCH", `/${id}`, { archived: false })).body.message).toBe("Chat is already not archived.");
    expect((await call("PATCH", `/${id}`, { title: " " })).status).toBe(400);
    expect((await call("PATCH", `/${id}`, { pin_order: -1 })).status).toBe(400);
    expect((await call("PATCH", `/${id}`, { labels: { "?": "" } })).status).toBe(400);
    expect((await call("PATCH", `/${id}`, { labels: 1 })).status).toBe(400);
  });

  it("have messages in pages, in either direction, and a queue on the first page only", async () => {
    const { create, call, send, clock } = await createChatStage();
    const id = await create("One work=1");
    await clock.advance(10_000);
    await send(id, "Two work=60");
    await send(id, "Three");
    const page = async (query: string) => {
      const { messages, queued_messages: queued, has_more: more } = (await call("GET", `/${id}/messages${query}`)).body;
      return { ids: messages.map((message: { id: number }) => message.id), queued: queued.length, more };
    };

    expect(await page("")).toEqual({ ids: [7, 6, 5, 4, 3], queued: 1, more: false });
    expect(await page("?limit=2")).toEqual({ ids: [7, 6], queued: 1, more: true });
    expect(await page("?limit=2&before_id=6")).toEqual({ ids: [5, 4], queued: 0, more: true });
    expect(await page("?limit=2&after_id=3")).toEqual({ ids: [4, 5], queued: 0, more: true });
    expect(await page("?after_id=3&before_id=6")).toEqual({ ids: [5, 4], queued: 0, more: false });
    expect((await call("GET", `/${id}/messages?after_id=x`)).status).toBe(400);
    expect((await call("GET", `/${id}/messages?limit=0`)).status).toBe(400);
  });

  it("have a queue from which messages are taken, or moved to the front", async () => {
    const { create, call, send, said, status, clock } = await createChatStage();
    const id = await create("One work=60");
    expect((await call("DELETE", `/${id}/queue/1`)).body.message).toBe("Chat has no queued messages to delete.");
    for (const text of ["Two work=1", "Three work=60", "Four work=1"]) await send(id, text);

    expect((await call("DELETE", `/${id}/queue/1`)).status).toBe(204);
    expect((await call("DELETE", `/${id}/queue/1`)).status).toBe(404);
    expect((await call("DELETE", `/${id}/queue/x`)).status).toBe(400);
    expect((await call("POST", `/${id}/queue/3/promote`)).status).toBe(202);
    expect((await call("POST", `/${id}/queue/9/promote`)).status).toBe(404);
    expect((await call("POST", `/${id}/queue/x/promote`)).status).toBe(400);
    await clock.advance(10_000);

    expect((await said(id)).filter((line) => line.startsWith("user")).slice(1)).toEqual([
      "user: Four work=1",
      "user: Three work=60",
    ]);
    expect(await status(id)).toBe("running");
    expect((await call("POST", `/${id}/queue/3/promote`)).status).toBe(409);
  });

  it("take a promoted message up after an error", async () => {
    const { create, call, send, said, clock } = await createChatStage();
    const id = await create("One work=1 fail");
    await send(id, "Two work=1");
    await send(id, "Three work=1");
    await clock.advance(5_000);

    await call("POST", `/${id}/queue/2/promote`);
    await clock.advance(10_000);

    expect((await said(id)).filter((line) => line.startsWith("user")).slice(1)).toEqual([
      "user: Three work=1",
      "user: Two work=1",
    ]);
  });

  it("belong to one user: an administrator reads those of others, and does nothing with them", async () => {
    const { call, order, create } = await createChatStage();
    const { id } = (await call("POST", "", order("Mine work=60"), "sam")).body;
    const content = [{ type: "text", text: "x" }];

    expect((await call("GET", `/${id}`)).status).toBe(200);
    expect((await call("GET", "")).body).toEqual([]);
    expect((await call("POST", `/${id}/messages`, { content })).body.message).toBe(
      "Only the chat owner may send messages.",
    );
    expect((await call("PATCH", `/${id}`, { archived: true })).status).toBe(404);
    expect((await call("POST", `/${id}/interrupt`)).status).toBe(404);
    expect((await call("POST", `/${id}/queue/1/promote`)).status).toBe(403);
    expect((await call("GET", `/${await create("Other")}`, undefined, "sam")).status).toBe(404);
  });
});

describe("chats that are not set up", () => {
  it("have no model, and refuse to begin", async () => {
    const { call, order } = await createChatStage({ chats: "no-model" });

    expect((await call("GET", "/models")).body).toEqual({ providers: [] });
    expect((await call("GET", "/model-configs")).body).toEqual([]);
    expect(await call("POST", "", order("x"))).toEqual({
      status: 400,
      body: { message: "No default chat model config is configured." },
    });
  });

  it("let members without the role list, but not begin", async () => {
    const { call, order } = await createChatStage({ chats: "no-access" });

    expect((await call("GET", "", undefined, "sam")).status).toBe(200);
    expect((await call("POST", "", order("x"), "sam")).status).toBe(403);
    expect((await call("POST", "", order("x"))).status).toBe(201);
  });

  it("take the model that is configured, and only text", async () => {
    const { call, order } = await createChatStage();
    const [{ id: model }] = (await call("GET", "/model-configs")).body;

    expect((await call("POST", "", order("x", { model_config_id: model }))).status).toBe(201);
    expect((await call("POST", "", order("x", { content: [{ type: "file" }] }))).status).toBe(400);
    expect((await call("POST", "", [])).status).toBe(400);
    expect((await call("POST", "/00000000-0000-4000-8000-000000000000/interrupt")).status).toBe(404);
  });
});
