import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { parseFlags } from "../config/parse-flags.ts";
import { checkConfiguration } from "./check-configuration.ts";

const token = "Zq7XvK2mPd-Wy5Rt8Ns3Lb6Hc1Gf9Jk4A";
const someCoder = { CODER_URL: "https://coder.example.com", CODER_SESSION_TOKEN: token };

describe("checkConfiguration", () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "doctor-"));
  });
  afterEach(() => rmSync(home, { recursive: true }));

  const check = (args: readonly string[], env: Readonly<Record<string, string>>) =>
    checkConfiguration({ flags: parseFlags(args), env: { HOME: home, ...env }, platform: "linux" });

  it("tells each value and where it came from, of secrets only the length", () => {
    const env = {
      ...someCoder,
      FLEET_MCP_AUTH_TOKEN: "s".repeat(43),
      FLEET_MCP_OWNER: "sam",
      FLEET_MCP_PORT: "4000",
      FLEET_MCP_ALERT_WEBHOOK: "https://hooks.example.com/T0/B1/xyz",
      FLEET_MCP_ALERT_WEBHOOK_SECRET: "w".repeat(32),
      FLEET_MCP_ALERT_THRESHOLDS: "offline=5",
    };

    const { verdict, config } = check(["--owner", "riley", "--read-only"], env);

    expect(config).toMatchObject({ owner: "riley", port: 4000 });
    expect(verdict).toMatchObject({ status: "ok", finding: "complete" });
    expect(verdict.details).toEqual(
      expect.arrayContaining([
        "CODER_URL: https://coder.example.com (from CODER_URL)",
        "CODER_SESSION_TOKEN: set, 33 characters (from CODER_SESSION_TOKEN)",
        "FLEET_MCP_AUTH_TOKEN: set, 43 characters (from FLEET_MCP_AUTH_TOKEN)",
        "FLEET_MCP_ALERT_WEBHOOK: set, 35 characters (from FLEET_MCP_ALERT_WEBHOOK)",
        "FLEET_MCP_ALERT_WEBHOOK_SECRET: set, 32 characters (from FLEET_MCP_ALERT_WEBHOOK_SECRET)",
        "FLEET_MCP_ALERT_THRESHOLDS: offline=5, no_output=600, waiting=120, long_task=3, utilisation=90, token=86400, escalate=1800 (from FLEET_MCP_ALERT_THRESHOLDS)",
        "FLEET_MCP_DATA_DIR: not set",
        "FLEET_MCP_OBSERVE: 30 (default)",
        "FLEET_MCP_OWNER: riley (from --owner)",
        "FLEET_MCP_READ_ONLY: true (from --read-only)",
        "FLEET_MCP_PORT: 4000 (from FLEET_MCP_PORT)",
        "FLEET_MCP_BACKEND: auto (default)",
        "FLEET_MCP_APP_SLUG: not set",
      ]),
    );
  });

  it("tells what it took from the login of the Coder CLI", () => {
    const directory = join(home, ".config", "coderv2");
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, "url"), "https://coder.example.com");
    writeFileSync(join(directory, "session"), token);

    const { verdict } = check([], {});

    expect(verdict.details?.slice(0, 2)).toEqual([
      "CODER_URL: https://coder.example.com (from coder login)",
      "CODER_SESSION_TOKEN: set, 33 characters (from coder login)",
    ]);
  });

  it("fails in the words with which the server would not start, and tells what was set", () => {
    const { verdict, config } = check(["--backend", "tasks"], { ...someCoder, FLEET_MCP_PORT: "many" });

    expect(config).toBeUndefined();
    expect(verdict).toMatchObject({
      status: "fail",
      finding: 'FLEET_MCP_PORT must be a whole number from 0 to 65535; it is "many".',
    });
    expect(verdict.details).toEqual(
      expect.arrayContaining([
        "CODER_SESSION_TOKEN: set, 33 characters (from CODER_SESSION_TOKEN)",
        "FLEET_MCP_PORT: many (from FLEET_MCP_PORT)",
        "FLEET_MCP_BACKEND: tasks (from --backend)",
        "FLEET_MCP_OWNER: not set",
      ]),
    );
  });

  it("fails without any Coder and says how to set one", () => {
    expect(check([], {}).verdict).toMatchObject({
      status: "fail",
      finding: expect.stringContaining("set CODER_URL and CODER_SESSION_TOKEN"),
    });
  });

  it.each([
    "https://riley:hunter22@coder.example.com",
    "https://coder.example.com?key=hunter22",
    token,
    "ftp://hunter22",
  ])("does not repeat the address %s, which may hold a secret", (url) => {
    const { verdict } = check([], { ...someCoder, CODER_URL: url });

    expect(verdict).toMatchObject({ status: "fail" });
    expect(JSON.stringify(verdict)).not.toMatch(/hunter22|Zq7XvK2mPd/);
    expect(verdict.details?.[0]).toBe(`CODER_URL: set, ${url.length} characters (from CODER_URL)`);
  });

  it("warns of variables that are misspelt", () => {
    const { verdict } = check([], { ...someCoder, FLEET_MCP_OWNR: "sam", FLEET_MCP_READONLY: "1" });

    expect(verdict).toMatchObject({
      status: "warn",
      finding: "FLEET_MCP_OWNR, FLEET_MCP_READONLY are no settings and have no effect",
    });
    expect(check([], { ...someCoder, FLEET_MCP_OWNR: "sam" }).verdict.finding).toBe(
      "FLEET_MCP_OWNR is no setting and has no effect",
    );
  });
});
