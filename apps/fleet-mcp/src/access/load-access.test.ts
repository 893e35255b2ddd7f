import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "@jest/globals";
import { tokenOf } from "../../test/start-http.ts";
import { loadAccess } from "./load-access.ts";
import { readTokenFile } from "./read-token-file.ts";

const folder = mkdtempSync(join(tmpdir(), "fleet-mcp-"));
afterAll(() => rmSync(folder, { recursive: true }));

const limits = { requestsPerMinute: 600, concurrentCalls: 32 };
const local = { host: "127.0.0.1", ...limits };

function write(name: string, text: string, mode = 0o600): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

describe("loadAccess", () => {
  it("asks for no token on loopback when there is none", () => {
    expect(loadAccess(local)).toMatchObject({ needsToken: false, limits });
  });

  it("knows the token of the variable as default, with all rights", () => {
    const access = loadAccess({ ...local, host: "0.0.0.0", authToken: tokenOf("mine") });

    expect(access.callers).toEqual([{ name: "default", rights: "write" }]);
    expect(access.secrets).toEqual([tokenOf("mine")]);
  });

  it("knows the tokens of the file", () => {
    const authTokenFile = write("tokens", `ci write ${tokenOf("ci")}\nboard read ${tokenOf("board")}\n`);

    expect(loadAccess({ ...local, authTokenFile }).callers).toEqual([
      { name: "ci", rights: "write" },
      { name: "board", rights: "read" },
    ]);
  });

  it.each(["0.0.0.0", "::", "fleet.example.com"])("wants a token on %s", (host) => {
    expect(() => loadAccess({ ...local, host })).toThrow(
      `${host} can be reached from other machines, so callers need a token: set FLEET_MCP_AUTH_TOKEN to one made with fleet-mcp token, or listen on 127.0.0.1.`,
    );
  });

  it("does not choose between the variable and the file", () => {
    expect(() => loadAccess({ ...local, authToken: tokenOf("a"), authTokenFile: "tokens" })).toThrow(
      "Set FLEET_MCP_AUTH_TOKEN or FLEET_MCP_AUTH_TOKEN_FILE (--auth-token-file), not both.",
    );
  });

  it("names the variable whose token is weak", () => {
    expect(() => loadAccess({ ...local, authToken: "weak" })).toThrow(/^FLEET_MCP_AUTH_TOKEN: the token is shorter/);
  });

  it.each([0o640, 0o604, 0o660, 0o610])("refuses a file with the mode %o, with the command that helps", (mode) => {
    const authTokenFile = write("shared", tokenOf("a"), mode);

    expect(() => loadAccess({ ...local, authTokenFile })).toThrow(
      `The token file ${authTokenFile} can be read by others: run chmod 600 ${authTokenFile}`,
    );
  });

  it("quotes the path for the shell", () => {
    const authTokenFile = write("it's $mine", tokenOf("a"), 0o644);

    expect(() => loadAccess({ ...local, authTokenFile })).toThrow(`chmod 600 '${folder}/it'\\''s $mine'`);
  });

  it.each([
    ["missing", "missing", "does not exist: make one with fleet-mcp token --file."],
    ["a folder", ".", "is not a file."],
  ])("refuses a path that is %s", (_name, path, message) => {
    const authTokenFile = join(folder, path);

    expect(() => loadAccess({ ...local, authTokenFile })).toThrow(`The token file ${authTokenFile} ${message}`);
  });

  it("refuses a file that is far too large", () => {
    const authTokenFile = write("large", "#".repeat(1024 * 1024 + 1));

    expect(() => loadAccess({ ...local, authTokenFile })).toThrow("is over 1 MB: that is no file of tokens.");
  });

  it("refuses a path through a file", () => {
    const authTokenFile = join(write("file", ""), "tokens");

    expect(() => loadAccess({ ...local, authTokenFile })).toThrow("cannot be read (ENOTDIR).");
  });
});

describe("readTokenFile", () => {
  it("asks for no mode where there are none", () => {
    expect(readTokenFile(write("windows", "text", 0o644), "win32")).toBe("text");
  });
});
