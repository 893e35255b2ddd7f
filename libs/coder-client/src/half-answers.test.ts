import { describe, expect, it } from "@jest/globals";
import { anyCall } from "@fleet-mcp/testing";
import { makeClient } from "../test/make-client.ts";
import type { CoderClient } from "./create-coder-client.ts";

const app = { owner: "riley", workspace: "otter", agent: "main", slug: "ai" };
const page = { limit: 1, offset: 0 };
const call = anyCall();

describe("an object that says nothing is no answer", () => {
  it.each<[string, (coder: CoderClient) => Promise<unknown>]>([
    ["server.buildInfo", ({ server }) => server.buildInfo(call)],
    ["users.me", ({ users }) => users.me(call)],
    ["workspaces.list", ({ workspaces }) => workspaces.list({ ...page, q: "owner:me" }, call)],
    ["workspaces.getById", ({ workspaces }) => workspaces.getById("w", call)],
    ["workspaces.builds", ({ workspaces }) => workspaces.builds("w", call)],
    ["builds.get", ({ builds }) => builds.get("b", call)],
    ["builds.logs", ({ builds }) => builds.logs("b", call)],
    ["templates.list", ({ templates }) => templates.list("", call)],
    ["tasks.list", ({ tasks }) => tasks.list("owner:me", call)],
    ["tasks.get", ({ tasks }) => tasks.get("me", "t", call)],
    ["tasks.logs", ({ tasks }) => tasks.logs("me", "t", call)],
    ["apps.status", ({ apps }) => apps.status(app, call)],
    ["apps.messages", ({ apps }) => apps.messages(app, call)],
    ["chats.list", ({ chats }) => chats.list(page, call)],
    ["chats.get", ({ chats }) => chats.get("c", call)],
    ["chats.messages", ({ chats }) => chats.messages("c", { limit: 1 }, call)],
    ["chats.models", ({ chats }) => chats.models(call)],
  ])("%s", async (_, read) => {
    const coder = makeClient({ fetch: () => Promise.resolve(Response.json({})) });

    await expect(read(coder)).rejects.toMatchObject({ code: "unavailable", reason: "wrong_shape" });
  });
});
