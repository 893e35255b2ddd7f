import { describe, expect, it } from "@jest/globals";
import { publishedPackages } from "../src/published-packages.ts";
import { codeBlocks } from "./code-blocks.ts";
import { readRepository } from "./read-repository.ts";
import { repositoryRoot } from "./repository-root.ts";

const install = readRepository("docs/install.md");
const library = readRepository("docs/library.md");
const json = codeBlocks(install, "json").map((code) => JSON.parse(code));
const linkOf = (start: string): URL => new URL(/[^\s)`]+/.exec(install.slice(install.indexOf(start)))?.[0] ?? "");

describe("docs/library.md", () => {
  it.each(["list-and-give.ts", "count-agents.ts"])("shows the example's %s as it is", (file) => {
    expect(codeBlocks(library, "ts")).toContain(readRepository(`examples/fleet-dashboard/src/${file}`));
  });

  it("lists every library", () => {
    const libraries = publishedPackages(repositoryRoot).filter(({ folder }) => folder.startsWith("libs/"));

    expect([...library.matchAll(/^\| `(@fleet-mcp\/[\w-]+)`/gm)].map(([, name]) => name).toSorted()).toEqual(
      libraries.map(({ manifest }) => manifest.name).toSorted(),
    );
  });

  it("shows a script of some ten lines", () => {
    const script = readRepository("examples/fleet-dashboard/src/list-and-give.ts");
    const statements = script.split("\n").filter((line) => line !== "" && !line.startsWith("import "));

    expect(statements.length).toBeLessThanOrEqual(10);
  });
});

describe("docs/install.md", () => {
  it("has a VS Code link that installs what its snippet says", () => {
    const link = linkOf("https://insiders.vscode.dev/");
    const snippet = json.find(({ servers }) => servers?.fleet.command);

    expect(link.origin + link.pathname).toBe("https://insiders.vscode.dev/redirect/mcp/install");
    expect(link.searchParams.get("name")).toBe("fleet");
    expect(JSON.parse(link.searchParams.get("inputs") ?? "")).toEqual(snippet.inputs);
    expect(JSON.parse(link.searchParams.get("config") ?? "")).toEqual(snippet.servers.fleet);
  });

  it("has a Cursor link that installs what its snippet says", () => {
    const link = linkOf("cursor://");
    const config = Buffer.from(link.searchParams.get("config") ?? "", "base64").toString();

    expect(link.href).toMatch(/^cursor:\/\/anysphere\.cursor-deeplink\/mcp\/install\?name=fleet&config=/);
    expect(link.href.length).toBeLessThan(8_000);
    expect(json.map(({ mcpServers }) => mcpServers?.fleet)).toContainEqual(JSON.parse(config));
  });

  it("names a server in every JSON snippet that a client can start or reach", () => {
    const servers = json.map(({ mcpServers, servers: ofCode, mcp }) => (mcpServers ?? ofCode ?? mcp).fleet);

    expect(servers.length).toBeGreaterThan(8);
    expect(servers.filter(({ command, url, httpUrl }) => !(command ?? url ?? httpUrl))).toEqual([]);
    expect(servers.flatMap(({ url, httpUrl }) => url ?? httpUrl ?? [])).toEqual(
      servers.flatMap(({ url, httpUrl }) => ((url ?? httpUrl) ? ["http://127.0.0.1:3737/mcp"] : [])),
    );
  });

  it("has TOML that says the same to Codex", () => {
    const tables = codeBlocks(install, "toml").map(readToml);

    expect(tables).toEqual([
      { command: "npx", args: ["-y", "fleet-mcp"], env_vars: ["CODER_URL", "CODER_SESSION_TOKEN"] },
      { url: "http://127.0.0.1:3737/mcp", bearer_token_env_var: "FLEET_MCP_AUTH_TOKEN" },
    ]);
  });

  it("holds no secret: every token is asked for, taken from the environment or a blank", () => {
    const given = json.flatMap(({ mcpServers, servers, mcp }) => {
      const { env, environment, headers } = (mcpServers ?? servers ?? mcp).fleet;
      return [env?.CODER_SESSION_TOKEN, environment?.CODER_SESSION_TOKEN, headers?.Authorization].filter(Boolean);
    });

    expect(given.length).toBeGreaterThan(8);
    expect(given.filter((value) => !/^(?:Bearer )?(?:\$\{?[\w:-]+\}?|\{env:\w+\}|<token>)$/.test(value))).toEqual([]);
  });
});

/** One table of values that TOML writes as JSON does. */
function readToml(code: string): Record<string, unknown> {
  const [table, ...lines] = code.trim().split("\n");
  expect(table).toBe("[mcp_servers.fleet]");
  return Object.fromEntries(
    lines.map((line) => line.split(" = ")).map(([key, value]) => [key, JSON.parse(value ?? "")]),
  );
}
