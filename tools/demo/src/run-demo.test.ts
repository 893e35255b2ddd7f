import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { describe, expect, it, jest } from "@jest/globals";
import { makeTerminal } from "../test/make-terminal.ts";
import { runDemo } from "./run-demo.ts";
import type { Surroundings } from "./run-demo.ts";

// Two tours with a real server, which waits five real seconds before it calls an agent busy.
jest.setTimeout(120_000);

const root = fileURLToPath(new URL("../../../", import.meta.url));

describe("npm run demo", () => {
  it("shows the whole tour without a terminal", async () => {
    const { code, stdout, stderr } = await startDemo("--fast").ended;

    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("< docs-site: roles coder, reviewer, tester (agentapi)\n");
    expect(stdout).toMatch(
      /\n {2}ada {4}busy {6}shop-backend\/coder {2}\d\d:\d\d:\d\d {2}working: Add a health check\n/,
    );
    expect(stdout).toMatch(/\n {2}ada {4}idle .* completed: Add a health check\n/);
    expect(stdout).toMatch(/\n! busy: Agent "cleo" .*\n {2}Next: .*cancel_agent_task/);
    expect(stdout).toMatch(/\n {2}cleo {3}idle .* ended: Rewrite every page\n/);
    expect(stdout).toMatch(
      /completed: Add a health check work=14[^]*https:\/\/git.example.com\/acme\/shop\/pull\/42\n/,
    );
    expect(stdout).toMatch(/\n {4}Interrupted/);
    expect(stdout).toContain("\n> list_agents {}\n< No agents.\n");
    expect(stdout).toMatch(/\nThat was the tour, in \d+ s\./);
    expect(stdout).not.toContain("\u001b");
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  it("draws one table a step on a terminal, also before a Coder that has chats instead of tasks", async () => {
    const { run, terminal } = makeRun();

    expect(await run("--fast", "--release", "2.37")).toBe(0);

    const headings = terminal.lines().filter((line) => line.startsWith("  AGENT  STATUS"));
    expect(headings).toHaveLength(5);
    const shown = terminal.lines().join("\n");
    expect(shown.match(/^< (ben|cleo) has its task \(.*, chats\)/gm)).toHaveLength(2);
    expect(shown).toMatch(/\n! busy: Agent "cleo"/);
    expect(shown).toMatch(/\n< cleo: idle since/);
    expect(shown).toContain("> list_agents {}\n< No agents.\n\nThat was the tour");
  });

  it("ends at once when it is interrupted", async () => {
    const { child, ended } = startDemo();
    await new Promise<void>((resolve) => {
      child.stdout.on("data", (chunk) => String(chunk).includes("busy") && resolve());
    });
    const before = Date.now();
    child.kill("SIGINT");

    const { code, stdout } = await ended;

    expect([code, stdout.split("\n").at(-2)]).toEqual([
      130,
      "Interrupted. The simulated Coder is gone, and nothing real was touched.",
    ]);
    expect(Date.now() - before).toBeLessThan(3_000);
  });

  it("does not begin when it is interrupted before", async () => {
    const { run, terminal } = makeRun({ signal: AbortSignal.abort() });

    expect(await run("--plain")).toBe(130);
    expect(terminal.lines()).not.toContain("1. What can agents be created from?");
  });

  it("shows its options", async () => {
    const { run, terminal } = makeRun();

    expect(await run("--help")).toBe(0);
    expect(terminal.lines()[0]).toBe("Usage: npm run demo -- [options]");
    expect(terminal.lines().filter((line) => line.length > 80)).toEqual([]);
  });

  it("ends with 2 and one line when it is called wrongly", async () => {
    const { run, complaints, terminal } = makeRun();

    expect(await run("--slow")).toBe(2);
    expect(complaints).toEqual([expect.stringMatching(/Unknown option '--slow'. See --help.$/)]);
    expect(terminal.written()).toBe("");
  });

  it("ends with 1 and the server's own words when the server does not start", async () => {
    const folder = mkdtempSync(join(tmpdir(), "demo-"));
    mkdirSync(join(folder, "libs"));
    mkdirSync(join(folder, "apps/fleet-mcp/bundle"), { recursive: true });
    writeFileSync(join(folder, "apps/fleet-mcp/bundle/main.js"), `console.error("no room"); process.exit(2);`);
    const { run, complaints } = makeRun({ root: folder });

    expect(await run("--fast")).toBe(1);
    expect(complaints).toEqual(["The server did not start: no room"]);
    rmSync(folder, { recursive: true });
  });
});

function startDemo(...argv: readonly string[]) {
  const flags = ["--experimental-strip-types", "--disable-warning=ExperimentalWarning"];
  const args = [...flags, "--conditions=@fleet-mcp/source", "tools/demo/src/main.ts", ...argv];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  const ended = Promise.all([once(child, "close"), text(child.stdout), text(child.stderr)]).then(
    ([[code], stdout, stderr]) => ({ code, stdout, stderr }),
  );
  return { child, ended };
}

function makeRun(other: Partial<Surroundings> = {}) {
  const terminal = makeTerminal(80);
  const complaints: string[] = [];
  const surroundings = {
    root,
    environment: {},
    output: terminal,
    complain: (line: string) => void complaints.push(line),
    signal: new AbortController().signal,
    ...other,
  };
  return { run: (...argv: readonly string[]) => runDemo(argv, surroundings), terminal, complaints };
}
