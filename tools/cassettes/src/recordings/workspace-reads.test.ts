import { makeCassette } from "@fleet-mcp/testing";
import { describe, expect, it } from "@jest/globals";
import { workspaceReads } from "./workspace-reads.ts";

const row = (id: string, name: string, owner: string) => ({ id, name, owner_name: owner });

describe("workspaceReads", () => {
  it("makes reads by id and by name one resource", () => {
    const { recording, byName } = workspaceReads(
      makeCassette(
        { request: "POST /api/v2/users/me/workspaces", status: 201, json: row("w1", "finch", "riley") },
        { request: "GET /api/v2/workspaces/w1", json: row("w1", "finch", "riley") },
        { request: "GET /api/v2/users/me/workspace/finch", json: row("w1", "finch", "riley") },
      ),
    );

    expect(recording.log.entries.map(({ request }) => new URL(request.url).pathname)).toEqual([
      "/api/v2/users/me/workspaces",
      "/api/v2/workspaces/w1",
      "/api/v2/workspaces/w1",
    ]);
    expect([...byName]).toEqual([
      ["GET /api/v2/users/riley/workspace/finch", "GET /api/v2/workspaces/w1"],
      ["GET /api/v2/users/me/workspace/finch", "GET /api/v2/workspaces/w1"],
    ]);
  });

  it("never gives me a workspace of somebody else's", () => {
    const { byName } = workspaceReads(
      makeCassette(
        { request: "GET /api/v2/users/me/workspace/twin", json: row("w1", "twin", "riley") },
        { request: "GET /api/v2/workspaces/w2", json: row("w2", "twin", "sam") },
      ),
    );

    expect(byName.get("GET /api/v2/users/me/workspace/twin")).toBe("GET /api/v2/workspaces/w1");
    expect(byName.get("GET /api/v2/users/sam/workspace/twin")).toBe("GET /api/v2/workspaces/w2");
  });

  it("leaves refusals as they were answered", () => {
    const gone = makeCassette({ request: "GET /api/v2/workspaces/w1", status: 410, json: { message: "deleted" } });

    expect(workspaceReads(gone)).toEqual({ recording: gone, byName: new Map() });
  });
});
