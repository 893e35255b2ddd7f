import { connectOverStdio } from "../../processes/connect.ts";
import { startSimulator } from "../../processes/start-simulator.ts";
import { callTool } from "../instruments/call-tool.ts";
import type { Measure } from "../measure.ts";

/** As the targets count them. */
const tokensIn = (text: string) => text.length / 4;

export const tokens: Measure = {
  name: "tokens",
  about: "what a model reads: all tool definitions, and list_agents of 100 agents as text and as structured result",
  async measure({ keep, release }) {
    const simulator = keep(await startSimulator({ release, agents: 100 }));
    const { client, stop } = keep(await connectOverStdio(simulator));
    const { tools } = await client.listTools();
    const { text, structured } = await callTool(client, "list_agents", { page_size: 100 });
    await stop();
    await simulator.stop();
    return {
      figures: [
        {
          what: `definitions of ${tools.length} tools`,
          unit: "tokens",
          limit: 6_000,
          values: [tokensIn(JSON.stringify(tools))],
        },
        { what: "list_agents, 100 agents, text", unit: "tokens", limit: 4_000, values: [tokensIn(text)] },
        {
          what: "… structured",
          unit: "tokens",
          limit: 4_000,
          values: [tokensIn(JSON.stringify(structured))],
        },
      ],
    };
  },
};
