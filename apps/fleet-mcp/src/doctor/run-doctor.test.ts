import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { systemClock } from "@fleet-mcp/coder-client";
import { startCoderSim } from "@fleet-mcp/coder-sim";
import { silentLogger } from "@fleet-mcp/models";
import { afterEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { quiet } from "../../test/quiet.ts";
import { compose } from "../compose.ts";
import { loadConfig } from "../config/config.ts";
import { eventLogFile } from "../config/event-log-file.ts";
import { parseFlags } from "../config/parse-flags.ts";
import { checkNames } from "./check.ts";
import { examine } from "./examine.ts";
import type { Report } from "./report.ts";
import { renderTable } from "./render-table.ts";
import { runDoctor } from "./run-doctor.ts";

const token = "Zq7XvK2mPd-Wy5Rt8Ns3Lb6Hc1Gf9Jk4A";
const authToken = "Uo9Ie3Ya7Tq2Xm5Vn8Bw1Kc6Rd4Zs0Lf-Hg2Jp7Qv5M";

const Printed = z.object({
  version: z.string(),
  checks: z.array(
    z.object({
      name: z.enum(checkNames),
      status: z.string(),
      finding: z.string(),
      next_step: z.string().optional(),
      details: z.array(z.string()).optional(),
    }),
  ),
  ok: z.boolean(),
});

describe("runDoctor", () => {
  const closing: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  /** Runs the command to its end, as the process would. */
  async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}, terminal: object = {}) {
    const [stdout, stderr] = [Object.assign(new PassThrough(), terminal), new PassThrough()];
    const code = await runDoctor(args, {
      env: { HOME: "/nonexistent", ...quiet, ...env },
      platform: "linux",
      stdout,
      stderr,
    });
    const [printed, errors] = [String(stdout.read() ?? ""), String(stderr.read() ?? "")];
    for (const secret of [token, authToken]) expect(leaked(secret, printed + errors)).toEqual([]);
    return { code, printed, errors };
  }

  async function runJson(env: Readonly<Record<string, string>>, args: readonly string[] = []) {
    const { code, printed } = await run(["--json", ...args], env);
    const report = Printed.parse(JSON.parse(printed));
    return { code, report, check: (name: string) => report.checks.find((one) => one.name === name) };
  }

  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener).listen(0, "127.0.0.1");
    await once(server, "listening");
    closing.push(() => {
      server.closeAllConnections();
      server.close();
    });
    const address = server.address();
    return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  }

  async function simulate(options: Parameters<typeof startCoderSim>[0] = {}) {
    const coder = await startCoderSim({ agents: 8, isLively: false, rateLimit: 0, token, ...options });
    closing.push(() => coder.close());
    return { CODER_URL: coder.url, CODER_SESSION_TOKEN: token };
  }

  it("finds nothing that fails with a Coder that is well, and warns of a token with five days left", async () => {
    const { code, report, check } = await runJson({ ...(await simulate()), FLEET_MCP_AUTH_TOKEN: authToken });

    expect(code).toBe(0);
    expect(report.ok).toBe(true);
    expect(report.checks.map(({ name }) => name)).toEqual(checkNames);
    expect(report.checks.filter(({ status }) => status === "fail")).toEqual([]);
    expect(check("coder")).toMatchObject({ status: "ok", finding: expect.stringContaining("v2.31.9 at http") });
    expect(check("token")).toMatchObject({ status: "ok", finding: "valid; its user is riley (owner)" });
    expect(check("token expiry")).toMatchObject({ status: "warn", next_step: expect.any(String) });
    expect(check("backends")).toMatchObject({ status: "ok", finding: expect.stringMatching(/^tasks: offered;/) });
    expect(check("rights")).toMatchObject({ status: "ok", finding: expect.stringMatching(/^riley may see/) });
    expect(check("path apps")).toMatchObject({ status: "ok" });
    expect(check("projects")).toMatchObject({ status: "ok", finding: "2 of 4 can run agents" });
    expect(check("agent app")).toMatchObject({ status: "ok", finding: expect.stringMatching(/ answers$/) });
    expect(check("access over http")).toMatchObject({ status: "ok" });
    expect(check("configuration")?.details).toContain(
      "CODER_SESSION_TOKEN: set, 33 characters (from CODER_SESSION_TOKEN)",
    );
  });

  it("looks into the event log that the servers share, and sees whether one of them observes", async () => {
    const folder = mkdtempSync(join(tmpdir(), "fleet-mcp-doctor-"));
    closing.push(() => rmSync(folder, { recursive: true }));
    const env = { ...(await simulate()), FLEET_MCP_DATA_DIR: folder };
    const before = await runJson(env);
    const filesBefore = readdirSync(folder);
    const coder = { url: env.CODER_URL, token };
    const config = loadConfig({ flags: parseFlags([]), env, cliLogin: () => undefined });
    const file = eventLogFile({ coder, owner: "me", dataDir: folder }, { env, platform: "linux" });
    const surroundings = { coder: { ...coder, isSimulated: false }, log: silentLogger, clock: systemClock };
    const { events, services } = compose(config, { ...surroundings, eventLogFile: file });
    await services.observer.takeTurn();

    const during = await runJson(env);
    await events.close();

    expect(before.check("event log")).toMatchObject({ status: "ok", finding: expect.stringMatching(/^empty; /) });
    expect(filesBefore).toEqual([]);
    expect(during.check("event log")).toMatchObject({ status: "ok", finding: expect.stringMatching(/^0 events in /) });
    expect(before.check("observer")).toMatchObject({ finding: expect.stringMatching(/^no server observes/) });
    expect(during.check("observer")).toMatchObject({ finding: expect.stringMatching(/^a server observes/) });
  });

  it("gives every check that is not ok a next step, and no other", async () => {
    const { report } = await runJson({ ...(await simulate()), FLEET_MCP_OWNER: "sam" });

    for (const { name, status, next_step } of report.checks) {
      expect([name, next_step !== undefined]).toEqual([name, status !== "ok"]);
    }
  });

  it("fails for a token that Coder refuses and does not ask what needs one", async () => {
    const { CODER_URL } = await simulate({ token: "abcdefghij-klmnopqrstuvwxyz012345" });

    const { code, check } = await runJson({ CODER_URL, CODER_SESSION_TOKEN: token });

    expect(code).toBe(1);
    expect(check("coder")).toMatchObject({ status: "ok" });
    expect(check("clock")).toMatchObject({ status: "ok" });
    expect(check("token")).toMatchObject({ status: "fail", finding: expect.stringContaining("wrong or has expired") });
    for (const name of ["token expiry", "rights", "backends", "path apps", "projects", "agent app"]) {
      expect(check(name)).toMatchObject({ status: "unknown", finding: "not checked: it needs a valid token" });
    }
  });

  it("fails once when Coder is out of reach, and says what it could not check", async () => {
    const url = await serve((_, response) => response.destroy());

    const { code, report, check } = await runJson({ CODER_URL: url, CODER_SESSION_TOKEN: token });

    expect(code).toBe(1);
    expect(report.checks.filter(({ status }) => status === "fail").map(({ name }) => name)).toEqual(["coder"]);
    expect(check("coder")).toMatchObject({ finding: expect.stringContaining("could not be reached") });
    for (const name of checkNames.slice(4, 12)) {
      expect(check(name)).toMatchObject({ status: "unknown", finding: "not checked: Coder is not reachable" });
    }
    expect(check("node")).toMatchObject({ status: "ok" });
    expect(check("access over http")).toMatchObject({ status: "ok" });
  });

  it("fails for an address where something else answers", async () => {
    const url = await serve((_, response) => response.end("<p>Welcome</p>"));

    const { code, check } = await runJson({ CODER_URL: url, CODER_SESSION_TOKEN: token });

    expect(code).toBe(1);
    expect(check("coder")).toMatchObject({ status: "fail", finding: "Coder answered 200 without JSON" });
  });

  it("does not hang with a Coder that does", async () => {
    const url = await serve(() => undefined);

    const report = await examineIn(50, { CODER_URL: url, CODER_SESSION_TOKEN: token });

    expect(verdictOf(report, "coder")).toMatchObject({ status: "fail", finding: "no answer within 0.05 s" });
    expect(verdictOf(report, "rights")).toMatchObject({ status: "unknown" });
  });

  it("does not hang with a Coder that does so after it has named the user", async () => {
    const url = await serve(({ url: path }, response) => {
      if (path?.endsWith("/buildinfo")) response.end('{"version":"v2.31.9"}');
      if (path?.endsWith("/users/me")) response.end('{"id":"user-1","username":"riley"}');
    });

    const report = await examineIn(200, { CODER_URL: url, CODER_SESSION_TOKEN: token });

    expect(report.ok).toBe(true);
    for (const name of ["token expiry", "rights", "backends", "path apps", "projects", "agent app"]) {
      expect(verdictOf(report, name)).toMatchObject({
        status: "unknown",
        finding: "not checked: no answer within 0.2 s",
      });
    }
  });

  it("fails and is unsure of the rest when Coder answers without saying whose token it is", async () => {
    const url = await serve(({ url: path }, response) =>
      path?.endsWith("/buildinfo") ? response.end('{"version":"v2.31.9"}') : response.writeHead(500).end("{}"),
    );

    const { code, check } = await runJson({ CODER_URL: url, CODER_SESSION_TOKEN: token });

    expect(code).toBe(1);
    expect(check("token")).toMatchObject({ status: "fail", finding: expect.stringContaining("does not tell whose") });
    expect(check("rights")).toMatchObject({ finding: "not checked: Coder did not say whose token it is" });
  });

  it("never repeats a token, wherever Coder puts it", async () => {
    const url = await serve(({ url: path }, response) =>
      response.end(
        path?.endsWith("/buildinfo")
          ? JSON.stringify({ version: `v2.31.9+${token}` })
          : JSON.stringify({ id: "user-1", username: `riley-${token}`, roles: [{ name: authToken }] }),
      ),
    );
    const env = { CODER_URL: url, CODER_SESSION_TOKEN: token, FLEET_MCP_AUTH_TOKEN: authToken };

    const { printed } = await run([], env);

    expect(printed).toContain("riley-[redacted] ([redacted])");
  });

  it("leaves all but this machine unchecked when the configuration is wrong", async () => {
    const { code, report, check } = await runJson({ CODER_SESSION_TOKEN: token, FLEET_MCP_AUTH_TOKEN: authToken });

    expect(code).toBe(1);
    expect(check("configuration")).toMatchObject({ status: "fail" });
    for (const { status, finding } of report.checks.slice(3)) {
      expect({ status, finding }).toEqual({ status: "unknown", finding: "not checked: the configuration is wrong" });
    }
  });

  it("examines a simulated Coder with --demo, as a table in 100 columns without colour", async () => {
    const { code, printed } = await run(["--demo"]);

    expect(code).toBe(0);
    expect(printed).toMatch(/^fleet-mcp \d+\.\d+\.\d+\n\nok {7}node {14}\d/);
    expect(printed).toContain(", simulated\n");
    expect(Math.max(...printed.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(printed).not.toContain("\u001b");
  });

  it("colours the table on a terminal unless NO_COLOR is set, and keeps to its width", async () => {
    const terminal = { isTTY: true, columns: 80 };

    const coloured = await run([], {}, terminal);
    const plain = await run([], { NO_COLOR: "1" }, terminal);

    expect(coloured.printed).toContain("\u001b[31mfail");
    expect(plain.printed).not.toContain("\u001b");
    expect(Math.max(...plain.printed.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it("prints help and version, and refuses what it does not know in one line", async () => {
    expect(await run(["--help"])).toMatchObject({
      code: 0,
      printed: expect.stringMatching(/^Usage: fleet-mcp doctor/),
    });
    expect(await run(["--version"])).toMatchObject({ code: 0, printed: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
    expect(await run(["--jsn"])).toEqual({
      code: 2,
      printed: "",
      errors: expect.stringMatching(/^fleet-mcp: There is no flag --jsn\..*\n$/),
    });
  });

  async function examineIn(waitMs: number, env: Readonly<Record<string, string>>): Promise<Report> {
    const patient = { flags: parseFlags([]), env, platform: "linux", nodeVersion: "24.0.0", waitMs } as const;
    const report = await examine({ ...patient, sqliteVersion: "3.53.4", clock: systemClock });
    expect(leaked(token, JSON.stringify(report) + renderTable(report, { columns: 100, hasColour: false }))).toEqual([]);
    return report;
  }
});

const verdictOf = ({ checks }: Report, name: string) => checks.find((check) => check.name === name);

/** Every piece of six characters of a secret that was printed. */
function leaked(secret: string, printed: string): string[] {
  const pieces = Array.from({ length: secret.length - 5 }, (_, start) => secret.slice(start, start + 6));
  return pieces.filter((piece) => printed.includes(piece));
}
