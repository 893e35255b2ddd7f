import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "@jest/globals";
import { buildServer } from "./build-server.ts";

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

const bundle = "apps/fleet-mcp/bundle/main.js";
const source = "libs/models/src/agents/agent.ts";
const nx = "node_modules/nx/dist/bin/nx.js";
const writesItsArguments = `require("node:fs").writeFileSync("asked", process.argv.slice(2).join(" "))`;

describe("buildServer", () => {
  it("builds nothing when the bundle is newer than all sources", async () => {
    const { root, said, build } = makeRoot([
      [source, "", 100],
      ["libs/models/src/agents/agent.test.ts", "", 300],
      [bundle, "", 200],
    ]);

    expect(await build()).toBe(join(root, bundle));
    expect(said).toEqual([]);
  });

  it.each([
    [
      "a source is newer",
      [
        [source, "", 300],
        [bundle, "", 200],
      ],
    ],
    ["there is none", [[source, "", 100]]],
  ] as const)("builds when %s", async (_, files) => {
    const { root, said, build } = makeRoot([...files, [nx, writesItsArguments, 100]]);

    expect(await build()).toBe(join(root, bundle));
    expect(said).toEqual(["Building the server …"]);
    expect(readFileSync(join(root, "asked"), "utf8")).toBe("bundle fleet-mcp --outputStyle=static");
  });

  it("shows what the build printed only when it fails", async () => {
    const { build } = makeRoot([[nx, `console.log("no such file"); process.exit(1)`, 100]]);

    await expect(build()).rejects.toThrow("The server could not be built.\nno such file");
  });

  it("ends a build that is interrupted", async () => {
    const { build } = makeRoot([[nx, "setInterval(() => {}, 1000)", 100]]);

    await expect(build(AbortSignal.timeout(300))).rejects.toThrow("aborted");
  });
});

function makeRoot(files: readonly (readonly [file: string, text: string, seconds: number])[]) {
  const root = mkdtempSync(join(tmpdir(), "demo-"));
  roots.push(root);
  mkdirSync(join(root, "libs"), { recursive: true });
  for (const [file, text, seconds] of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
    utimesSync(join(root, file), seconds, seconds);
  }
  const said: string[] = [];
  const build = (signal = new AbortController().signal) => buildServer(root, (line) => void said.push(line), signal);
  return { root, said, build };
}
