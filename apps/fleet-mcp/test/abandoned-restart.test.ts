import { startCoderSim } from "@fleet-mcp/coder-sim";
import { describe, expect, it } from "@jest/globals";
import { stdioServer } from "./bundled-server.ts";
import { callTool } from "./call-tool.ts";
import { connectModern } from "./connect.ts";

describe("the bundled server over stdio", () => {
  it("starts an agent again although its client went away after the stop", async () => {
    const coder = await startCoderSim({ timeScale: 4, rateLimit: 0 });
    const client = await connectModern(stdioServer(coder.url, coder.token));
    await callTool(client, "create_agent", { name: "newt", project: "docs-site", wait_seconds: 30 });
    const transitions = () => coder.sim.truth().agents[0]?.builds.map(({ transition }) => transition);

    const restarting = callTool(client, "restart_agent", { agent_name: "newt" }).catch(() => "left");
    while (transitions()?.at(-1) !== "stop") await new Promise((resolve) => setTimeout(resolve, 10));
    await client.close();
    await restarting;
    while (transitions()?.at(-1) !== "start") await new Promise((resolve) => setTimeout(resolve, 10));

    expect(transitions()).toEqual(["start", "stop", "start"]);
    await coder.close();
  }, 30_000);
});
