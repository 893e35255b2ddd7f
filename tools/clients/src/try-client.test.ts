import { describe, expect, it } from "@jest/globals";
import { bundle, modules } from "../test/bundled-server.ts";
import { allClients } from "./clients/all-clients.ts";
import type { Client } from "./clients/client.ts";
import { tryClient } from "./try-client.ts";

const clientCalled = (title: string) => allClients.filter((client) => client.title === title);
const server = [bundle, "--demo"] as const;

/** A client that is nothing but a program of Node. */
const program = (code: string): Client => ({
  title: "A program",
  packageName: "none",
  version: "0.0.0",
  how: "`node`",
  attempt: (_modules, { command, args }) => ({
    command: process.execPath,
    args: ["-e", code, command, ...args],
    input: "hello\n",
  }),
});

describe("tryClient", () => {
  it.each([
    ["MCP Inspector", "2025-11-25"],
    ["mcporter", "2025-11-25"],
    ["TypeScript SDK, v1", "2025-11-25"],
    ["TypeScript SDK, v2", "2026-07-28"],
  ])("records that %s connects as of %s and lists the tools", async (title, revision) => {
    const trials = await Promise.all(clientCalled(title).map((client) => tryClient(client, modules, server)));

    expect(trials).toEqual([
      {
        client: expect.objectContaining({ title }),
        recording: { identity: expect.any(String), revision, tools: expect.any(Number) },
      },
    ]);
  });

  it("gives the last words of a client that ends without connecting", async () => {
    const client = program('console.log("Sorry."); process.stdin.once("data", () => process.exit(1));');

    expect(await tryClient(client, modules, server)).toEqual({ client, recording: {}, problem: "Sorry." });
  });

  it("ends a client that takes too long", async () => {
    const client = program("setInterval(() => {}, 1000);");

    expect(await tryClient(client, modules, server, 100)).toMatchObject({ problem: "it said nothing" });
  });

  it("says that there is no such program", async () => {
    const client = { ...program(""), attempt: () => ({ command: "/no/such/program", args: [] }) };

    expect(await tryClient(client, modules, server)).toMatchObject({ problem: expect.stringContaining("ENOENT") });
  });
});
