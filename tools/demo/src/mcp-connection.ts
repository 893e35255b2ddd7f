import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { z } from "zod";
import type { ToolCall } from "./tour.ts";

export interface ToolAnswer {
  readonly text: string;
  readonly isRefused: boolean;
  readonly structured: unknown;
}

/** A connected MCP client, as far as the tour uses it. */
export interface McpConnection {
  /** Who answers and in which protocol, for people. */
  readonly greeting: string;
  call(call: ToolCall, signal: AbortSignal): Promise<ToolAnswer>;
  /** Ends the server too; `now` leaves it no time for what it still does. */
  close(how?: "now"): Promise<void>;
}

interface Coder {
  readonly url: string;
  readonly token: string;
}

const Content = z.array(z.object({ text: z.string().default("") }));
/** The last lines of the server's log are shown when it does not start. */
const keptLog = 2_000;

/** Starts the built server for this Coder and connects to it over stdio, as an MCP host does. */
export async function connectToServer(
  serverFile: string,
  { url, token }: Coder,
  signal: AbortSignal,
): Promise<McpConnection> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [serverFile],
    // What happens in the tour is nothing to keep.
    env: { CODER_URL: url, CODER_SESSION_TOKEN: token, FLEET_MCP_DATA_DIR: "none" },
    stderr: "pipe",
  });
  let log = "";
  transport.stderr?.on("data", (chunk: Buffer) => {
    log = `${log}${chunk}`.slice(-keptLog);
  });
  const client = new Client({ name: "fleet-mcp-demo", version: "0.0.0" }, { versionNegotiation: { mode: "auto" } });
  const tools = await connect().catch((cause: unknown) => {
    kill();
    throw new Error(`The server did not start: ${log.trim() || String(cause)}`, { cause });
  });
  const { name = "?", version = "?" } = client.getServerVersion() ?? {};
  return {
    greeting: `${name} ${version}, MCP ${client.getNegotiatedProtocolVersion()}, ${tools} tools, over stdio`,
    async call({ tool, input }, during) {
      const answer = await client.callTool({ name: tool, arguments: { ...input } }, { signal: during });
      const text = Content.parse(answer.content).map((part) => part.text);
      return { text: text.join("\n"), isRefused: answer.isError === true, structured: answer.structuredContent };
    },
    async close(how) {
      if (how === "now") kill();
      await client.close();
    },
  };

  /** Gives the number of its tools. */
  async function connect(): Promise<number> {
    await client.connect(transport, { signal });
    return (await client.listTools(undefined, { signal })).tools.length;
  }

  function kill(): void {
    try {
      if (transport.pid !== null) process.kill(transport.pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
}
