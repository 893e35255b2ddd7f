import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { Client as OldClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as OldStdioTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport as OldHttpTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { Transport as OldTransport } from "@modelcontextprotocol/sdk/shared/transport.js";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { bundle, startFleet, startHttp } from "./bundled-server.ts";

const identity = { name: "fleet-mcp-clients-test", version: "0.0.0" };
let fleet: Awaited<ReturnType<typeof startFleet>>;
let http: Awaited<ReturnType<typeof startHttp>>;

beforeAll(async () => {
  fleet = await startFleet();
  http = await startHttp(fleet.env);
});
afterAll(async () => {
  await http.stop();
  await fleet.close();
});

const command = () => ({ command: process.execPath, args: [bundle], env: fleet.env, stderr: "ignore" as const });

/** The part that the clients of both SDKs share. */
interface AnyClient {
  listTools(): Promise<{ readonly tools: readonly { readonly name: string }[] }>;
  callTool(call: { readonly name: string; readonly arguments?: Record<string, unknown> }): Promise<unknown>;
  close(): Promise<void>;
}

async function useOf(client: AnyClient) {
  const { tools } = await client.listTools();
  const answered = await client.callTool({ name: "list_agents" });
  const refused = await client.callTool({ name: "show_agent", arguments: { agent_name: "nobody" } });
  await client.close();
  return { tools: tools.map(({ name }) => name), answered, refused };
}

const ourAnswers = {
  tools: expect.arrayContaining(["list_agents", "show_agent", "create_agent", "start_agent_task"]),
  answered: expect.objectContaining({ structuredContent: expect.objectContaining({ total: 4 }) }),
  refused: expect.objectContaining({
    isError: true,
    content: [expect.objectContaining({ text: expect.stringMatching(/^not_found: Coder has no agent "nobody"/) })],
  }),
};

describe("the TypeScript SDK, v1", () => {
  it.each([
    ["stdio", (): OldTransport => new OldStdioTransport(command())],
    ["HTTP", (): OldTransport => new OldHttpTransport(new URL(http.url))],
  ])("initializes, lists, calls and is refused over %s", async (_transport, transport) => {
    const client = new OldClient(identity);
    await client.connect(transport());

    expect(client.getServerVersion()).toMatchObject({ name: "fleet-mcp" });
    expect(await useOf(client)).toEqual(ourAnswers);
  });
});

describe("the TypeScript SDK, v2", () => {
  const modern = { versionNegotiation: { mode: { pin: "2026-07-28" } } } as const;

  it.each([
    ["stdio, as of 2026", () => new StdioClientTransport(command()), modern],
    ["HTTP, as of 2026", () => new StreamableHTTPClientTransport(new URL(http.url)), modern],
    ["stdio, as it comes", () => new StdioClientTransport(command()), {}],
    ["HTTP, as it comes", () => new StreamableHTTPClientTransport(new URL(http.url)), {}],
  ])("connects, lists, calls and is refused over %s", async (_transport, transport, options) => {
    const client = new Client(identity, options);
    await client.connect(transport());

    expect(client.getServerVersion()).toMatchObject({ name: "fleet-mcp" });
    expect(await useOf(client)).toEqual(ourAnswers);
  });
});
