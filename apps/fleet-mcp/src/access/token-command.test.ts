import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { tokenOf } from "../../test/start-http.ts";
import { parseTokens } from "./parse-tokens.ts";
import { runTokenCommand } from "./token-command.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "fleet-mcp-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function runToken(...args: readonly string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const code = await runTokenCommand(args, { platform: "linux", stdout, stderr });
  return { code, out: String(stdout.read() ?? ""), errors: String(stderr.read() ?? "") };
}

const modeOf = (path: string): number => statSync(path).mode & 0o777;
const tokensIn = (path: string) => parseTokens(readFileSync(path, "utf8"), path);

describe("runTokenCommand", () => {
  it("prints 256 random bits and nothing else on stdout", async () => {
    const [first, second] = [await runToken(), await runToken()];

    expect(first).toMatchObject({ code: 0, out: expect.stringMatching(/^[\w-]{43}\n$/) });
    expect(first.out).not.toBe(second.out);
    expect(first.errors).toContain("set FLEET_MCP_AUTH_TOKEN to this");
    expect(first.errors).not.toContain(first.out.trim());
  });

  it("writes a new file that only its owner can read, and does not print the token", async () => {
    const file = join(folder, "tokens");

    const { code, out, errors } = await runToken("--file", file, "--name", "board", "--rights", "read");

    const [token] = tokensIn(file);
    expect({ code, errors, mode: modeOf(file) }).toEqual({ code: 0, errors: "", mode: 0o600 });
    expect(token).toMatchObject({ name: "board", rights: "read" });
    expect(out).toContain(`Start the server with --auth-token-file ${file};`);
    expect(out).not.toContain(token?.token);
  });

  it("calls the token default and gives it all rights unless told otherwise", async () => {
    const file = join(folder, "tokens");

    await runToken("--file", file);

    expect(tokensIn(file)).toMatchObject([{ name: "default", rights: "write" }]);
  });

  it("leaves a file alone that exists", async () => {
    const file = join(folder, "tokens");
    writeFileSync(file, "precious");

    const { code, errors } = await runToken("--file", file);

    expect(code).toBe(2);
    expect(errors).toBe(
      `fleet-mcp: The token file ${file} exists already: add a further token with --append, or replace all of them with --force.\n`,
    );
    expect(readFileSync(file, "utf8")).toBe("precious");
  });

  it("writes through no link to nowhere", async () => {
    const file = join(folder, "link");
    symlinkSync(join(folder, "elsewhere"), file);

    const { code } = await runToken("--file", file);

    expect(code).toBe(2);
    expect(readdirSync(folder)).toEqual(["link"]);
  });

  it("replaces the file with --force by one that only its owner can read", async () => {
    const file = join(folder, "tokens");
    writeFileSync(file, "old", { mode: 0o644 });

    const { code } = await runToken("--file", file, "--force");

    expect({ code, mode: modeOf(file), left: readdirSync(folder) }).toEqual({ code: 0, mode: 0o600, left: ["tokens"] });
    expect(tokensIn(file)).toHaveLength(1);
  });

  it("adds a further token with --append and keeps the rest", async () => {
    const file = join(folder, "tokens");
    writeFileSync(file, `# mine\nci write ${tokenOf("ci")}`, { mode: 0o600 });

    const { code } = await runToken("--file", file, "--append", "--name", "board", "--rights", "read");

    expect({ code, mode: modeOf(file), left: readdirSync(folder) }).toEqual({ code: 0, mode: 0o600, left: ["tokens"] });
    expect(readFileSync(file, "utf8")).toMatch(
      new RegExp(`^# mine\nci write ${tokenOf("ci")}\nboard read [\\w-]{43}\n$`),
    );
  });

  it("names a token that stood alone when it adds one", async () => {
    const file = join(folder, "tokens");
    writeFileSync(file, `${tokenOf("only")}\n`, { mode: 0o600 });

    await runToken("--file", file, "--append", "--name", "ci");

    expect(tokensIn(file)).toMatchObject([
      { name: "default", rights: "write", token: tokenOf("only") },
      { name: "ci" },
    ]);
  });

  it("adds no name twice", async () => {
    const file = join(folder, "tokens");
    await runToken("--file", file, "--name", "ci");
    const before = readFileSync(file, "utf8");

    const { code, errors } = await runToken("--file", file, "--append", "--name", "ci");

    expect(code).toBe(2);
    expect(errors).toBe(`fleet-mcp: ${file} already has a token with the name ci: choose another with --name.\n`);
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  it("adds nothing to a file that others can read", async () => {
    const file = join(folder, "tokens");
    await runToken("--file", file);
    chmodSync(file, 0o644);

    const { code, errors } = await runToken("--file", file, "--append", "--name", "ci");

    expect(code).toBe(2);
    expect(errors).toBe(`fleet-mcp: The token file ${file} can be read by others: run chmod 600 ${file}\n`);
  });

  it("shows its usage", async () => {
    const { code, out, errors } = await runToken("--help");

    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(out).toContain("Usage: fleet-mcp token [--file PATH");
  });

  it.each([
    [["--what"], "Unknown option '--what'. fleet-mcp token --help lists the flags."],
    [["a.b"], "Unexpected argument 'a.b'. fleet-mcp token --help lists the flags."],
    [["--file"], "Option '--file <value>' argument missing. fleet-mcp token --help lists the flags."],
    [["--file="], "--file needs the path of a file."],
    [["--force"], "--force needs --file."],
    [["--name", "ci"], "--name needs --file."],
    [["--file", "f", "--append", "--force"], "--append keeps a file and --force replaces it: give one of them."],
    [["--file", "f", "--rights", "admin"], "--rights must be read or write."],
    [
      ["--file", "f", "--name", "a\nX-Header: b"],
      "--name must begin with a letter or digit and go on with at most 63 letters, digits, dots, hyphens and underscores.",
    ],
  ])("refuses %j in one line", async (args, message) => {
    expect(await runToken(...args)).toEqual({ code: 2, out: "", errors: `fleet-mcp: ${message}\n` });
  });

  it.each([
    ["a folder that does not exist", ["no", "tokens"], "cannot be made: there is no folder"],
    ["a folder", ["."], "exists already"],
  ])("cannot write to %s", async (_name, path, message) => {
    const { code, errors } = await runToken("--file", join(folder, ...path));

    expect(code).toBe(2);
    expect(errors).toContain(message);
  });

  it("replaces no folder, and leaves nothing behind", async () => {
    const { code, errors } = await runToken("--file", folder, "--force");

    expect(code).toBe(2);
    expect(errors).toContain("is a folder: name a file in it.");
  });
});
