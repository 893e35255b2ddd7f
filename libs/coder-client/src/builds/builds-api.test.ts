import { describe, expect, it } from "@jest/globals";
import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { makeClient } from "../../test/make-client.ts";

const cassettes = useCassettes();

async function latestBuildOf(client: ReturnType<typeof makeClient>, name: string) {
  const { latest_build: build } = await client.workspaces.getByName("me", name, anyCall());
  return build;
}

describe("builds.get", () => {
  it("gives one build", async () => {
    cassettes.play("workspaces/get-failed-start");
    const client = makeClient();
    const build = await latestBuildOf(client, "fox");
    cassettes.answer("GET", `/api/v2/workspacebuilds/${build.id}`, { status: 200, json: build });

    const again = await client.builds.get(build.id, anyCall());

    expect(again).toEqual(build);
  });
});

describe("builds.cancel", () => {
  it("cancels what is in the expected state, and nothing else", async () => {
    cassettes.play("builds/cancel-running");
    const client = makeClient();
    const { id } = await latestBuildOf(client, "toad");

    const pending = client.builds.cancel(id, "pending", anyCall());
    await expect(pending).rejects.toMatchObject({ reason: "status_differs", status: 412, delivered: "no" });
    await client.builds.cancel(id, "running", anyCall());

    expect(cassettes.requests.at(-1)).toMatchObject({
      method: "PATCH",
      url: `/api/v2/workspacebuilds/${id}/cancel?expect_status=running`,
      body: undefined,
    });
  });

  it.each([
    [400, "already_completed", "invalid_input", "Job has already completed!"],
    [400, "already_completed", "invalid_input", "Job has already been canceled!"],
    [403, "forbidden", "forbidden", "User is not allowed to cancel workspace builds."],
  ])("tells a refusal %i as %s", async (status, reason, code, message) => {
    const path = "/api/v2/workspacebuilds/b1/cancel?expect_status=running";
    cassettes.answer("PATCH", path, { status, json: { message } });

    const cancelling = makeClient().builds.cancel("b1", "running", anyCall());

    await expect(cancelling).rejects.toMatchObject({ code, reason, status, delivered: "no" });
  });
});

describe("builds.logs", () => {
  it("gives what a build printed, oldest first", async () => {
    cassettes.play("builds/logs-of-failed-start");
    const client = makeClient();
    const { id } = await latestBuildOf(client, "newt");

    const logs = await client.builds.logs(id, anyCall());

    expect(logs).toHaveLength(4);
    expect(logs[2]).toEqual({
      id: 3,
      created_at: "2026-01-01T00:00:00.056Z",
      log_source: "provisioner",
      log_level: "info",
      stage: "Starting workspace",
      output: "docker_container.dev: Creating...\n",
    });
  });
});

describe("builds.parameters", () => {
  it("gives the values as stored", async () => {
    cassettes.play("builds/read-parameters");
    const client = makeClient();
    const { id } = await latestBuildOf(client, "finch");

    const parameters = await client.builds.parameters(id, anyCall());

    expect(parameters).toEqual([
      { name: "repo", value: "https://git.example.com/acme/shop.git" },
      { name: "ai_prompt", value: "Write the quick start work=3" },
      { name: "system_prompt", value: "You write code and open pull requests." },
    ]);
  });
});
