import { describe, expect, it, jest } from "@jest/globals";
import { authToken, coderToken } from "./hostile/attacked-process.ts";
import { codeOf } from "./hostile/fault-of.ts";
import { secrets, startHttpTarget } from "./hostile/http-target.ts";
import type { HttpTarget } from "./hostile/http-target.ts";
import { runBundle } from "./run-bundle.ts";

jest.setTimeout(60_000);

describe("the bundled server's secrets", () => {
  it("appear nowhere in a whole life of an agent over HTTP, at the most talkative", async () => {
    const server = await startHttpTarget({ FLEET_MCP_LOG_LEVEL: "debug" });
    const codes = await leadLife(server);
    await misuse(server);
    const metrics = await server.get("/metrics");
    const pages = [await server.get("/readyz"), await server.get("/healthz"), metrics];
    const code = await server.stop();

    expect(codes).toEqual(Array.from(codes, () => undefined));
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(metrics.body).toContain("start_agent_task");
    expect(server.printed.length).toBeGreaterThan(10);
    expect(server.leaks()).toEqual([]);
    expect(server.truth().leakedTokens).toBe(0);
    expect(code).toBe(0);
  });

  it("appear nowhere when Coder does not know the token", async () => {
    const refused = "canaryCoda-llkjihgfedcba9876543210";
    const server = await startHttpTarget({ CODER_SESSION_TOKEN: refused });

    const answer = await server.call({ tool: "list_agents", json: "{}" });
    await server.get("/readyz");
    await server.stop();

    expect(codeOf(answer)).toBe("unauthenticated");
    expect(server.leaks()).toEqual([]);
    expect(server.printed.filter((line) => line.includes(refused))).toEqual([]);
  });

  it("appear nowhere in what doctor says", async () => {
    const env = { CODER_URL: "http://127.0.0.1:9", CODER_SESSION_TOKEN: coderToken, FLEET_MCP_AUTH_TOKEN: authToken };

    const reports = await Promise.all([runBundle(["doctor"], env), runBundle(["doctor", "--json"], env)]);

    const said = reports.map(({ stdout, stderr }) => stdout + stderr);
    expect(said.map((text) => text.length > 100)).toEqual([true, true]);
    expect(said.filter((text) => secrets.some((secret) => text.includes(secret)))).toEqual([]);
  });

  it("appear nowhere when they cannot be used", async () => {
    const env = { CODER_URL: "http://127.0.0.1:9", CODER_SESSION_TOKEN: `${coderToken}\n${coderToken}` };
    const tooShort = { ...env, CODER_SESSION_TOKEN: coderToken, FLEET_MCP_AUTH_TOKEN: authToken.slice(0, 21) };

    const outcomes = await Promise.all([runBundle([], env), runBundle(["--http", "--port", "0"], tooShort)]);

    expect(outcomes.map(({ code }) => code)).toEqual([2, 2]);
    const said = outcomes.map(({ stdout, stderr }) => stdout + stderr);
    expect(said.filter((text) => secrets.some((secret) => text.includes(secret)))).toEqual([]);
  });
});

/** Every tool once, in the order of a life; the codes of what was refused. */
async function leadLife(server: HttpTarget) {
  const mole = { agent_name: "mole" };
  const created = { name: "mole", project: "shop-backend", role: "coder", task: "Begin work=1", wait_seconds: 30 };
  const steps: readonly [string, object][] = [
    ["list_agent_projects", {}],
    ["list_agent_roles", { project: "shop-backend" }],
    ["create_agent", created],
    ["list_agents", {}],
    ["show_agent", mole],
    ["start_agent_task", { ...mole, task: "Go on work=60" }],
    ["cancel_agent_task", mole],
    ["show_agent_task_history", mole],
    ["show_agent_log", { ...mole, page_size: 10 }],
    ["show_agent_log", { ...mole, source: "build", page_size: 10 }],
    ["restart_agent", { ...mole, wait_seconds: 30 }],
    ["delete_agent", { ...mole, wait_seconds: 30 }],
  ];
  const codes = [];
  for (const [tool, args] of steps) codes.push(codeOf(await server.call({ tool, json: JSON.stringify(args) })));
  return codes;
}

/** Tokens in the wrong places: where they may tempt a server to repeat them. */
async function misuse(server: HttpTarget): Promise<void> {
  await server.call({ tool: "show_agent", json: '{"agent_name":"nobody"}' });
  await server.post("this is not JSON");
  await server.post("{}", { headers: { authorization: `Basic ${authToken}` } });
  await server.post("{}", { headers: { "x-token": authToken, "coder-session-token": coderToken } });
  await server.get(`/mcp?token=${authToken}`);
  await server.get(`/nothing/${authToken}`);
}
