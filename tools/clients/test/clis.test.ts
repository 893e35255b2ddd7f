import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { bundle, startFleet, startHttp } from "./bundled-server.ts";
import { runCli } from "./run-cli.ts";

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

const environment = (flag: string) => Object.entries(fleet.env).flatMap(([name, value]) => [flag, `${name}=${value}`]);

describe("mcp-inspector --cli", () => {
  const inspector = (...args: readonly string[]) =>
    runCli("@modelcontextprotocol/inspector/clients/launcher/build/index.js", ["--cli", ...args]);
  const targets = {
    stdio: () => [...environment("-e"), process.execPath, bundle],
    HTTP: () => [http.url, "--transport", "http"],
  };

  describe.each(["stdio", "HTTP"] as const)("over %s", (transport) => {
    it("lists the tools, with 0", async () => {
      const { code, stdout } = await inspector(...targets[transport](), "--method", "tools/list");

      expect(stdout).toContain('"name": "list_agents"');
      expect(code).toBe(0);
    });

    it("calls a tool, with 0", async () => {
      const call = ["--method", "tools/call", "--tool-name", "list_agents", "--tool-arg", "page_size=2"];

      const { code, stdout } = await inspector(...targets[transport](), ...call);

      expect(JSON.parse(stdout)).toMatchObject({ structuredContent: { total: 4, page_size: 2 } });
      expect(code).toBe(0);
    });

    it("shows our refusal, with 5", async () => {
      const call = ["--method", "tools/call", "--tool-name", "show_agent", "--tool-arg", "agent_name=nobody"];

      const { code, stdout } = await inspector(...targets[transport](), ...call);

      expect(stdout).toContain('not_found: Coder has no agent \\"nobody\\"');
      expect(code).toBe(5);
    });
  });

  it("says that nobody answers, with 4", async () => {
    const { code } = await inspector("http://127.0.0.1:9/mcp", "--transport", "http", "--method", "tools/list");

    expect(code).toBe(4);
  });
});

describe("mcporter", () => {
  const mcporter = (...args: readonly string[]) => runCli("mcporter/dist/cli.js", args);
  const targets = {
    stdio: () => ["--stdio", `${process.execPath} ${bundle}`, ...environment("--env")],
    HTTP: () => ["--http-url", http.url, "--allow-http"],
  };

  describe.each(["stdio", "HTTP"] as const)("over %s", (transport) => {
    it("lists the tools, with 0", async () => {
      const { code, stdout } = await mcporter("list", ...targets[transport](), "--name", "fleet", "--json");

      expect(JSON.parse(stdout)).toMatchObject({ status: "ok" });
      expect(stdout).toContain('"name": "list_agents"');
      expect(code).toBe(0);
    });

    it("calls a tool, with 0", async () => {
      const { code, stdout } = await mcporter("call", ...targets[transport](), "list_agents", "--output", "json");

      expect(JSON.parse(stdout)).toMatchObject({ total: 4 });
      expect(code).toBe(0);
    });

    it("shows our refusal, with 1", async () => {
      const { code, stdout } = await mcporter("call", ...targets[transport](), "show_agent", "agent_name=nobody");

      expect(stdout).toMatch(/^not_found: Coder has no agent "nobody"/);
      expect(code).toBe(1);
    });
  });
});
