import type { CoderAddress } from "../../processes/coder-address.ts";
import { connectOverStdio } from "../../processes/connect.ts";
import type { StdioConnection } from "../../processes/connect.ts";
import { startSimulator } from "../../processes/start-simulator.ts";
import { callTool } from "../instruments/call-tool.ts";
import { createRawCoder } from "../instruments/raw-coder.ts";
import { timed } from "../instruments/timed.ts";
import type { Measure } from "../measure.ts";

export const projects: Measure = {
  name: "projects",
  about: "list_agent_projects and list_agent_roles by a server that has just started, with Coder at 20 ms",
  async measure({ scale, keep, release }) {
    const simulator = keep(await startSimulator({ release, agents: 10, latencyMs: 20 }));
    const raw = keep(createRawCoder(simulator));
    const bare: number[] = [];
    const listed: number[] = [];
    const roles: number[] = [];
    for (let run = 0; run < scale.runs; run += 1) {
      bare.push(await timed(() => raw.read("/api/v2/templates")));
      // A server each: what it has learnt of templates it keeps.
      const first = keep(await connectKnowing(simulator));
      listed.push(await timed(() => callTool(first.client, "list_agent_projects")));
      await first.stop();
      const second = keep(await connectKnowing(simulator));
      roles.push(await timed(() => callTool(second.client, "list_agent_roles", { project: "shop-backend" })));
      await second.stop();
    }
    await simulator.stop();
    const baseline = { what: "one bare request", values: bare };
    return {
      figures: [
        { what: "list_agent_projects, Coder at 20 ms", unit: "ms", limit: 500, values: listed, baseline },
        { what: "list_agent_roles, Coder at 20 ms", unit: "ms", limit: 500, values: roles, baseline },
      ],
    };
  },
};

/** Our client prepares its checks of results when it first sees the tools: its time, not the server's. */
async function connectKnowing(coder: CoderAddress): Promise<StdioConnection> {
  const connection = await connectOverStdio(coder);
  await connection.client.listTools();
  return connection;
}
