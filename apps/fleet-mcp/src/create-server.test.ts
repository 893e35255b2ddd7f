import { describe, expect, it } from "@jest/globals";
import { connectClient, createFakeClock } from "@fleet-mcp/testing";
import { makeLog } from "../test/make-log.ts";
import { createServer } from "./create-server.ts";
import { version } from "./version.ts";

describe("createServer", () => {
  it("introduces itself and says first when to use it, in at most 2 kB", async () => {
    const make = () => createServer({ tools: [], log: makeLog(), clock: createFakeClock() });
    const { client, close } = await connectClient(make, { era: "legacy" });

    const instructions = client.getInstructions() ?? "";

    expect(client.getServerVersion()).toMatchObject({ name: "fleet-mcp", version });
    expect(client.getServerCapabilities()).toEqual({ tools: { listChanged: false } });
    expect(instructions).toMatch(/^Use this server to run a fleet of AI coding agents/);
    expect(Buffer.byteLength(instructions)).toBeLessThanOrEqual(2_048);
    await close();
  });

  it("says before everything else that its Coder is simulated", async () => {
    const make = () => createServer({ tools: [], isSimulated: true, log: makeLog(), clock: createFakeClock() });
    const { client, close } = await connectClient(make, { era: "legacy" });

    const instructions = client.getInstructions() ?? "";

    expect(instructions).toMatch(/^This server runs on a simulated Coder[^]*\n\nUse this server to run a fleet/);
    expect(Buffer.byteLength(instructions)).toBeLessThanOrEqual(2_048);
    await close();
  });
});
