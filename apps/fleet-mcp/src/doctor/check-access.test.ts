import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { loadConfig } from "../config/config.ts";
import { parseFlags } from "../config/parse-flags.ts";
import { checkAccess } from "./check-access.ts";

const [one, two] = ["a".repeat(43), "b".repeat(43)];

describe("checkAccess", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "doctor-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function check(env: Readonly<Record<string, string>>) {
    return checkAccess(loadConfig({ flags: parseFlags(["--demo"]), env, cliLogin: () => undefined }));
  }
  function tokenFile(text: string, mode = 0o600): string {
    const path = join(folder, "tokens");
    writeFileSync(path, text);
    chmodSync(path, mode);
    return path;
  }

  it("is ok without a token, as then only this machine may connect", () => {
    expect(check({})).toEqual({
      verdict: { status: "ok", finding: "no token is set, so only this machine may connect" },
      secrets: [],
    });
  });

  it("names the tokens of a file with their rights and keeps them secret", () => {
    const path = tokenFile(`ops write ${one}\ndashboard read ${two}\n`);

    const { verdict, secrets } = check({ FLEET_MCP_AUTH_TOKEN_FILE: path });

    expect(verdict).toEqual({ status: "ok", finding: `${path} holds a token for ops (write), dashboard (read)` });
    expect(secrets).toEqual([one, two]);
  });

  it("tells of a token in the variable", () => {
    expect(check({ FLEET_MCP_AUTH_TOKEN: one }).verdict).toMatchObject({
      status: "ok",
      finding: expect.stringMatching(/^FLEET_MCP_AUTH_TOKEN holds a token for \w+ \(write\)$/),
    });
  });

  it("fails for a file that others can read, that is missing or not of tokens, and for an open server without one", () => {
    const shared = check({ FLEET_MCP_AUTH_TOKEN_FILE: tokenFile(`ops write ${one}\n`, 0o644) });
    const missing = check({ FLEET_MCP_AUTH_TOKEN_FILE: join(folder, "missing") });
    const broken = check({ FLEET_MCP_AUTH_TOKEN_FILE: tokenFile("ops everything short\n") });
    const open = check({ FLEET_MCP_HOST: "0.0.0.0" });

    for (const { verdict } of [shared, missing, broken, open]) expect(verdict).toMatchObject({ status: "fail" });
    expect(open.verdict.finding).toContain("0.0.0.0 can be reached from other machines");
  });
});
