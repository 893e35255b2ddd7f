import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { callTool } from "./call-tool.ts";
import { useElevenTools } from "./eleven-tools.ts";
import { bundle, runBundle } from "./run-bundle.ts";
import { logOf, nobody, startFleet, startWithLog } from "./start-with-log.ts";

jest.setTimeout(60_000);

describe("the bundled server whose event log is unusable", () => {
  let coder: Awaited<ReturnType<typeof startFleet>>;
  let folder: string;
  let file: string;
  beforeEach(async () => {
    coder = await startFleet();
    folder = mkdtempSync(join(tmpdir(), "fleet-mcp-log-"));
    file = logOf(coder, folder);
  });
  afterEach(async () => {
    await coder.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Every tool for agents has to work; gives the warnings, and what doctor says about the log. */
  async function live(dataDir = folder, isNobody = false) {
    const server = await startWithLog(coder, dataDir, { isNobody });
    await useElevenTools(server.client);
    const warnings = await server.close();
    return { warnings: warnings.map(({ message }) => message), check: await diagnose(dataDir) };
  }

  /** As a server does, with a few events. */
  async function makeFile(): Promise<void> {
    const server = await startWithLog(coder, folder);
    await callTool(server.client, "query_events");
    await server.close();
  }

  async function diagnose(dataDir: string) {
    const env = { CODER_URL: coder.url, CODER_SESSION_TOKEN: coder.token, FLEET_MCP_DATA_DIR: dataDir };
    const { stdout } = await runBundle(["doctor", "--json"], env);
    const { checks }: { checks: readonly { name: string }[] } = JSON.parse(stdout);
    return checks.find(({ name }) => name === "event log");
  }

  const unusable = "the event log cannot be used; events are kept in memory";
  const lost = "events in memory are lost: the event log cannot be used";

  it("has nothing to warn of when its folder has to be made", async () => {
    const { warnings, check } = await live(join(folder, "not", "yet"));

    expect(warnings).toEqual([]);
    expect(check).toMatchObject({ status: "ok", finding: expect.stringMatching(/^\d+ events in /) });
  });

  it("goes on with one warning when its folder cannot be made", async () => {
    writeFileSync(join(folder, "taken"), "a file");

    const { warnings, check } = await live(join(folder, "taken"));

    expect(warnings).toEqual([unusable, lost]);
    expect(check).toMatchObject({ status: "warn", finding: `${join(folder, "taken")} is no folder` });
  });

  it("goes on with one warning when the file is corrupt, and leaves it as it is", async () => {
    writeFileSync(file, "no database, but somebody's notes ".repeat(500));

    const { warnings, check } = await live();

    expect(warnings).toEqual([unusable, lost]);
    expect(check).toMatchObject({ status: "warn", next_step: expect.any(String) });
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/[.]db$/)]);
  });

  it("goes on with one warning when a newer program made the file", async () => {
    await makeFile();
    makeNewer(file);

    const { warnings, check } = await live();

    expect(warnings).toEqual([unusable, lost]);
    expect(check).toMatchObject({ status: "warn", finding: expect.stringContaining("version 999") });
  });

  it("goes on when the file is deleted while it runs, and keeps what happens from then on in a new one", async () => {
    const server = await startWithLog(coder, folder);
    await callTool(server.client, "list_agents");
    while (!existsSync(file)) await new Promise((resolve) => setTimeout(resolve, 20));

    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    await useElevenTools(server.client);
    const warnings = await server.close();

    expect(warnings.filter(({ level }) => level === "error")).toEqual([]);
    expect(warnings.length).toBeLessThanOrEqual(1);
    expect(await diagnose(folder)).toMatchObject({ status: "ok", finding: expect.stringMatching(/^\d+ events in /) });
  });

  // Root may write everywhere, so the server is somebody else then; where that one may not read this checkout, there is no such test.
  const isRoot = process.getuid?.() === 0;
  const canRun = !isRoot || spawnSync(process.execPath, [bundle, "--version"], nobody).status === 0;
  (canRun ? it : it.skip)("goes on with one warning when folder and file can only be read", async () => {
    await makeFile();
    chmodSync(file, 0o444);
    chmodSync(folder, 0o555);

    const { warnings } = await live(folder, isRoot);

    chmodSync(folder, 0o755);
    expect(warnings).toEqual([unusable, lost]);
  });
});

function makeNewer(file: string): void {
  const db = new DatabaseSync(file);
  db.exec("UPDATE store SET version = 999");
  db.close();
}
