import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { describe, expect, it } from "@jest/globals";
import { bundle } from "./bundled-server.ts";
import { callTool, refusal } from "./call-tool.ts";
import { connectModern } from "./connect.ts";
import { quiet } from "./quiet.ts";

const server = (env: Readonly<Record<string, string>>) =>
  new StdioClientTransport({
    command: process.execPath,
    args: [bundle, "--demo"],
    env: { HOME: "/nonexistent", ...quiet, ...env },
    stderr: "ignore",
  });

describe("the bundled server with --demo", () => {
  it("shows a small simulated fleet and calls it simulated", async () => {
    const client = await connectModern(server({}));

    const list = await callTool(client, "list_agents");
    const { agents } = list as { agents: { name: string }[] };
    const shown = await callTool(client, "show_agent", { agent_name: agents[0]?.name });

    expect(list).toMatchObject({ simulated: true, total: 8 });
    expect(shown).toMatchObject({ simulated: true });
    expect(client.getInstructions()).toMatch(/^This server runs on a simulated Coder/);
    await client.close();
  });

  it("never touches the simulated Coder when a real one is configured, even one that is down", async () => {
    const env = { CODER_URL: "http://127.0.0.1:9", CODER_SESSION_TOKEN: "aaaaaaaaaa-bbbbbbbbbbbbbbbbbbbbbb" };
    const client = await connectModern(server(env));

    const text = await refusal(client, "list_agents", {});

    expect(text).toMatch(/^unavailable: /);
    expect(client.getInstructions()).toMatch(/^Use this server/);
    await client.close();
  });
});
