import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, describe, expect, it } from "@jest/globals";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { z } from "zod";
import { connectModern } from "../test/connect.ts";
import { makeHost } from "../test/fake-host.ts";
import { tokenOf } from "../test/start-http.ts";
import { run } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "fleet-mcp-"));
afterAll(() => rmSync(folder, { recursive: true }));

const del = { name: "delete_agent", arguments: { agent_name: "kit" } };
const roles = { name: "list_agent_roles", arguments: { project: "shop" } };

describe("serveFleet", () => {
  it("says to each caller why a tool is not for it, and lists it to nobody whom it is not for", async () => {
    const { connect, stop } = await serve(["--toolsets", "agents,tasks"]);
    const [board, ci] = [await connect("board"), await connect("ci")];

    const lists = await Promise.all([board.listTools(), ci.listTools()]);
    const refusals = await Promise.all([board.callTool(del), board.callTool(roles), ci.callTool(roles)]);

    await Promise.all([board.close(), ci.close()]);
    await stop();
    const [ofBoard = [], ofCi = []] = lists.map(({ tools }) => tools.map(({ name }) => name));
    expect(ofBoard).toEqual(["list_agents", "show_agent", "show_agent_task_history", "show_agent_log"]);
    expect(ofCi).toContain("delete_agent");
    expect(ofCi).not.toContain("list_agent_roles");
    const toolset = "unsupported: list_agent_roles is not offered here: it belongs to the toolset discovery, ";
    expect(refusals.map(textOf)).toEqual([
      expect.stringMatching(/^forbidden: delete_agent is not offered here: .* rights read/),
      expect.stringContaining(toolset),
      expect.stringContaining(toolset),
    ]);
  });

  it("says to everybody that it is read-only, whatever their rights", async () => {
    const { connect, stop } = await serve(["--read-only"]);
    const [board, ci] = [await connect("board"), await connect("ci")];

    const refusals = await Promise.all([board.callTool(del), ci.callTool(del)]);

    await Promise.all([board.close(), ci.close()]);
    await stop();
    const readOnly = "unsupported: delete_agent is not offered here: this server is read-only (FLEET_MCP_READ_ONLY).";
    expect(refusals.map(textOf)).toEqual([expect.stringContaining(readOnly), expect.stringContaining(readOnly)]);
  });

  it("counts who is refused at the door", async () => {
    const { get, stop } = await serve([]);

    const refused = await get("/mcp");
    const { body } = await get("/metrics", "board");

    await stop();
    expect(refused.status).toBe(401);
    expect(body).toContain('fleet_mcp_http_refusals_total{status="401"} 1\n');
  });
});

/** A whole server on a free port for the callers board, who may only read, and ci; its Coder cannot be reached. */
async function serve(flags: readonly string[]) {
  const file = join(folder, "tokens");
  writeFileSync(file, `board read ${tokenOf("board")}\nci write ${tokenOf("ci")}\n`, { mode: 0o600 });
  const { host, events, stderr } = makeHost(["--http", "--port", "0", "--auth-token-file", file, ...flags], {
    CODER_URL: "http://127.0.0.1:9",
    CODER_SESSION_TOKEN: "token-of-the-test",
  });
  const ending = run(host);
  const [line] = await once(createInterface({ input: stderr }), "line");
  const { address } = z.object({ address: z.string() }).parse(JSON.parse(String(line)));
  const authorization = (caller: string) => ({ authorization: `Bearer ${tokenOf(caller)}` });
  return {
    connect(caller: string) {
      const requestInit = { headers: authorization(caller) };
      return connectModern(new StreamableHTTPClientTransport(new URL(address), { requestInit }));
    },
    async get(path: string, caller?: string) {
      const headers = caller === undefined ? {} : authorization(caller);
      const response = await fetch(new URL(path, address), { headers });
      return { status: response.status, body: await response.text() };
    },
    async stop() {
      events.emit("SIGTERM");
      await ending;
    },
  };
}

const Refusal = z.object({ isError: z.literal(true), content: z.tuple([z.object({ text: z.string() })]) });
const textOf = (result: unknown): string => Refusal.parse(result).content[0].text;
