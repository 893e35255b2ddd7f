import { describe, expect, it } from "@jest/globals";
import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { makeClient } from "../../test/make-client.ts";

const cassettes = useCassettes();

describe("server.buildInfo", () => {
  it("tells the release without asking for a token", async () => {
    cassettes.play("server/get-build-info");

    const info = await makeClient().server.buildInfo(anyCall());

    expect(info).toEqual({
      version: "v2.31.9",
      external_url: "https://github.com/coder/coder",
      dashboard_url: "https://coder.example.com",
      deployment_id: "00000000-0000-4000-8000-000000000001",
    });
    expect(cassettes.requests[0]?.headers).not.toHaveProperty("coder-session-token");
  });
});
