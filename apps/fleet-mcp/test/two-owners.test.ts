import { systemClock as clock } from "@fleet-mcp/coder-client";
import { startCoderSim } from "@fleet-mcp/coder-sim";
import { connectClient } from "@fleet-mcp/testing";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { compose } from "../src/compose.ts";
import { loadConfig } from "../src/config/config.ts";
import { createServer } from "../src/create-server.ts";
import { parseFlags } from "../src/config/parse-flags.ts";
import { callTool, refusal } from "./call-tool.ts";
import { makeLog } from "./make-log.ts";

const twin = { agent_name: "twin" };
const creation = { name: "twin", project: "docs-site", task: "Write docs work=1", wait_seconds: 30 };

// riley is an administrator: Coder shows and obeys that token in everybody's workspaces.
describe("an administrator's server, where two users have an agent of the same name", () => {
  let coder: Awaited<ReturnType<typeof startCoderSim>>;
  let requested: string[];
  let closing: (() => Promise<void>)[];
  const { fetch: realFetch } = globalThis;

  beforeEach(async () => {
    coder = await startCoderSim({ timeScale: 40, rateLimit: 0 });
    requested = [];
    closing = [];
    globalThis.fetch = async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      if (url.origin === coder.url) requested.push(decodeURIComponent(url.pathname + url.search));
      return realFetch(input, init);
    };
  });
  afterEach(async () => {
    globalThis.fetch = realFetch;
    for (const close of closing) await close();
    await coder.close();
  });

  async function fleetOf(user: "riley" | "sam", owner: string) {
    const config = loadConfig({ flags: parseFlags(["--demo", "--owner", owner]), env: {}, cliLogin: () => undefined });
    const log = makeLog();
    const inUse = { url: coder.url, token: coder.sim.tokenOf(user), isSimulated: true };
    const { tools } = compose(config, { coder: inUse, log, clock });
    const { client, close } = await connectClient(() => createServer({ tools, log, clock }), { era: "modern" });
    closing.push(close);
    return client;
  }
  const truthOf = (owner: string) => coder.sim.truth().agents.find((agent) => agent.owner === owner);

  it("sees and touches only its own with every tool", async () => {
    await callTool(await fleetOf("sam", "me"), "create_agent", creation);
    const before = truthOf("sam");
    const mine = await fleetOf("riley", "me");
    requested = [];

    await callTool(mine, "create_agent", creation);
    const list = await callTool(mine, "list_agents");
    const shown = await callTool(mine, "show_agent", twin);
    await callTool(mine, "start_agent_task", { ...twin, task: "Rewrite every page work=900" });
    await callTool(mine, "cancel_agent_task", twin);
    await callTool(mine, "show_agent_task_history", twin);
    await callTool(mine, "show_agent_log", twin);
    await callTool(mine, "restart_agent", { ...twin, wait_seconds: 30 });
    await callTool(mine, "delete_agent", { ...twin, wait_seconds: 30 });

    expect(list).toMatchObject({ total: 1 });
    expect(shown).toMatchObject({ agent: { owner: "riley" } });
    expect(truthOf("riley")).toMatchObject({ isDeleted: true, restarts: 1, interrupts: [expect.any(Number)] });
    expect(await refusal(mine, "show_agent", twin)).toMatch(/^not_found: /);
    expect(truthOf("sam")).toMatchObject({ isDeleted: false, restarts: 0, interrupts: [] });
    expect(truthOf("sam")?.prompts).toEqual(before?.prompts);
    expect(requested.filter((url) => url.includes("sam") || url.includes(before?.workspaceId ?? "-"))).toEqual([]);
    expect(requested.filter((url) => url.includes("/workspaces?") && !url.includes("q=owner:me"))).toEqual([]);
    expect(coder.sim.truth().leakedTokens).toBe(0);
  }, 60_000);

  it("sees and touches only the configured owner's", async () => {
    await callTool(await fleetOf("sam", "me"), "create_agent", creation);
    await callTool(await fleetOf("riley", "me"), "create_agent", creation);
    const before = truthOf("riley");
    const sams = await fleetOf("riley", "sam");
    requested = [];

    const list = await callTool(sams, "list_agents");
    const shown = await callTool(sams, "show_agent", twin);
    await callTool(sams, "delete_agent", { ...twin, wait_seconds: 30 });

    expect(list).toMatchObject({ total: 1 });
    expect(shown).toMatchObject({ agent: { owner: "sam" } });
    expect(truthOf("sam")).toMatchObject({ isDeleted: true });
    expect(truthOf("riley")).toMatchObject({ isDeleted: false });
    expect(truthOf("riley")?.builds).toEqual(before?.builds);
    expect(requested.filter((url) => /[/:](?:me|riley)(?:$|[/&])/.test(url))).toEqual([]);
  }, 60_000);
});
