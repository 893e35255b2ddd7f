import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "@jest/globals";
import { readCliLogin } from "./read-cli-login.ts";

const root = mkdtempSync(join(tmpdir(), "fleet-mcp-login-"));
afterAll(() => rmSync(root, { recursive: true }));

describe("readCliLogin", () => {
  it.each([
    ["linux", ".config/coderv2", {}],
    ["linux", "xdg/coderv2", { XDG_CONFIG_HOME: "xdg" }],
    ["darwin", "Library/Application Support/coderv2", {}],
    ["darwin", "Library/Application Support/coderv2", { XDG_CONFIG_HOME: "xdg-mac" }],
    ["win32", "AppData/Roaming/coderv2", {}],
    ["win32", "appdata/coderv2", { APPDATA: "appdata" }],
    ["linux", "own", { CODER_CONFIG_DIR: "own", XDG_CONFIG_HOME: "xdg" }],
  ] as const)("on %s finds the login in %s", (platform, directory, variables) => {
    const home = makeHome();
    write(join(home, directory), { url: "https://coder.example.com\n", session: " token-1 \n" });
    const env = Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, join(home, value)]));

    const login = readCliLogin({ platform, env: { HOME: home, ...env } });

    expect(login).toEqual({ url: "https://coder.example.com", token: "token-1" });
  });

  it("knows no login where there are no files", () => {
    expect(readCliLogin({ platform: "linux", env: { HOME: makeHome() } })).toBeUndefined();
  });

  it("looks into the user's own home when HOME is not set", () => {
    expect(readCliLogin({ platform: "linux", env: { XDG_CONFIG_HOME: makeHome() } })).toBeUndefined();
  });

  it("knows the address alone when the token is in a keyring", () => {
    const home = makeHome();
    write(join(home, "c"), { url: "https://coder.example.com" });

    const login = readCliLogin({ platform: "darwin", env: { CODER_CONFIG_DIR: join(home, "c") } });

    expect(login).toEqual({ url: "https://coder.example.com", token: undefined });
  });

  it("takes an empty file for a missing one", () => {
    const home = makeHome();
    write(join(home, "c"), { url: "\n", session: "token-1" });

    expect(readCliLogin({ platform: "linux", env: { CODER_CONFIG_DIR: join(home, "c") } })).toBeUndefined();
  });
});

const makeHome = (): string => mkdtempSync(join(root, "home-"));

function write(directory: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(directory, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
}
