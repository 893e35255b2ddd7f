import { describe, expect, it } from "@jest/globals";
import { createCoderClient } from "@fleet-mcp/coder-client";
import { createRepositories } from "@fleet-mcp/repositories";
import { createServices } from "@fleet-mcp/services";
import { coderOrigin, connectClient, createFakeClock } from "@fleet-mcp/testing";
import { chooseTools, createTools } from "@fleet-mcp/tools";
import { makeLog } from "../test/make-log.ts";
import { createServer } from "./create-server.ts";
import { version } from "./version.ts";

describe("createServer", () => {
  it("introduces itself and says first when to use it, in at most 2 kB", async () => {
    const { client, close } = await connect({});

    const instructions = client.getInstructions() ?? "";

    expect(client.getServerVersion()).toMatchObject({ name: "fleet-mcp", version });
    expect(client.getServerCapabilities()).toEqual({
      tools: { listChanged: false },
      resources: { listChanged: false },
      prompts: { listChanged: false },
      completions: {},
    });
    expect(instructions).toMatch(/^Use this server to run a fleet of AI coding agents/);
    expect(instructions).toContain("\n8. restart_agent brings back");
    expect(Buffer.byteLength(instructions)).toBeLessThanOrEqual(2_048);
    await close();
  });

  it("says before everything else that its Coder is simulated", async () => {
    const { client, close } = await connect({ isSimulated: true });

    const instructions = client.getInstructions() ?? "";

    expect(instructions).toMatch(/^This server runs on a simulated Coder[^]*\n\nUse this server to run a fleet/);
    expect(Buffer.byteLength(instructions)).toBeLessThanOrEqual(2_048);
    await close();
  });

  it("speaks only of tools that it has, and offers only prompts that can be followed", async () => {
    const { client, close } = await connect({ readOnly: true });

    const { prompts } = await client.listPrompts();
    const { resources } = await client.listResources();
    const { resourceTemplates } = await client.listResourceTemplates();

    expect(client.getInstructions()).not.toMatch(/create_agent|start_agent_task|restart_agent/);
    expect(client.getInstructions()).toContain("\n5. show_agent_log shows");
    expect(prompts).toEqual([]);
    expect(resources.map(({ uri }) => uri)).toEqual(["fleet://agents", "fleet://projects", "fleet://alerts"]);
    expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual([
      "fleet://agents/{name}",
      "fleet://agents/{name}/log",
    ]);
    await close();
  });

  it("says why it does not have a tool that others may have", async () => {
    const { client, close } = await connect({ readOnly: true });

    const result = await client.callTool({ name: "create_agent", arguments: { name: "kit", project: "shop" } });

    expect(result).toMatchObject({ isError: true, _meta: { "fleet-mcp/error-code": "unsupported" } });
    await close();
  });

  it("has nothing but tools without services", async () => {
    const make = () => createServer({ tools: [], log: makeLog(), clock: createFakeClock() });
    const { client, close } = await connectClient(make, { era: "legacy" });

    expect(client.getServerCapabilities()).toEqual({ tools: { listChanged: false } });
    await close();
  });
});

interface Setup {
  readonly readOnly?: boolean;
  readonly isSimulated?: boolean;
}

function connect({ readOnly = false, isSimulated = false }: Setup) {
  const clock = createFakeClock();
  const log = makeLog();
  const coder = createCoderClient({ baseUrl: coderOrigin, token: "token-of-the-test", clock });
  const repositories = createRepositories({ coder, coderUrl: coderOrigin, clock, log, owner: "me" });
  const services = createServices({ repositories, clock, log, backend: "auto" });
  const offered = chooseTools(createTools(services, { readOnly: false, isSimulated }), { readOnly });
  return connectClient(() => createServer({ ...offered, services, isSimulated, log, clock }), { era: "legacy" });
}
