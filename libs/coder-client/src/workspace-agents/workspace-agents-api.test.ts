import { describe, expect, it } from "@jest/globals";
import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { makeClient } from "../../test/make-client.ts";

const cassettes = useCassettes();

describe("workspaceAgents.metadata", () => {
  it("gives the first event of the stream, values as the machine printed them", async () => {
    cassettes.play("workspace-agents/read-metadata");
    const client = makeClient();
    const { latest_build: build } = await client.workspaces.getByName("me", "ant", anyCall());
    const [agent] = build.resources.flatMap(({ agents }) => agents);

    const metadata = await client.workspaceAgents.metadata(agent?.id ?? "", anyCall());

    expect(metadata).toEqual([
      { key: "cpu", value: "12%\n", error: "" },
      { key: "fleet_mcp_pull_request_check_status", value: "passing\n", error: "" },
      { key: "fleet_mcp_pull_request_status", value: "open\n", error: "" },
      { key: "fleet_mcp_pull_request_url", value: "https://git.example.com/acme/shop/pull/42\n", error: "" },
      { key: "fleet_mcp_role", value: "coder\n", error: "" },
    ]);
  });

  it("is not_found for an agent that does not exist", async () => {
    const json = { message: "Resource not found or you do not have access to this resource" };
    cassettes.answer("GET", "/api/v2/workspaceagents/a0/watch-metadata", { status: 404, json });

    const reading = makeClient().workspaceAgents.metadata("a0", anyCall());

    await expect(reading).rejects.toMatchObject({ code: "not_found", reason: "missing" });
  });
});
