import { existsSync, globSync, readFileSync } from "node:fs";
import { systemClock } from "@fleet-mcp/coder-client";
import { describe, expect, it } from "@jest/globals";
import { compose } from "../src/compose.ts";
import { loadConfig } from "../src/config/config.ts";
import { parseFlags } from "../src/config/parse-flags.ts";
import { settings } from "../src/config/settings.ts";
import { makeLog } from "./make-log.ts";

const root = new URL("../../..", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");
const documents = ["README.md", "AGENTS.md", "CONTRIBUTING.md", ...globSync("docs/**/*.md", { cwd: root })];

describe("README.md", () => {
  const readme = read("README.md");
  const shellBlocks = [...readme.matchAll(/```sh\n([^`]*)```/g)].map(([, code]) => code?.trim());

  it("has two commands on its first screen, one to run and one to test", () => {
    expect(shellBlocks).toEqual([
      "npm ci --ignore-scripts && npx nx serve fleet-mcp",
      "npm ci --ignore-scripts && npm test",
    ]);
    expect(readme.slice(0, readme.indexOf("npm test")).split("\n").length).toBeLessThan(25);
  });

  it("has the command that CI runs", () => {
    expect(read(".ci/run")).toContain("\nnpm ci --ignore-scripts && npm test\n");
  });

  it("names every setting with its flag, and no other", () => {
    const table = readme.slice(readme.indexOf("## Settings"), readme.indexOf("## What Coder needs"));
    const named = new Set([...table.matchAll(/`((?:CODER|FLEET_MCP)_\w+)`/g)].map(([, name]) => name));
    const flags = table.split("\n").flatMap((row) => row.split("|")[2]?.match(/--[a-z][\w-]*/g) ?? []);

    expect([...named].toSorted()).toEqual(settings.map(({ variable }) => variable).toSorted());
    expect(flags.toSorted()).toEqual(settings.flatMap(({ flag }) => (flag ? [`--${flag}`] : [])).toSorted());
  });

  it("names every tool, and no other", () => {
    const section = readme.slice(readme.indexOf("## Tools"), readme.indexOf("## Settings"));
    const table = section
      .split("\n")
      .filter((line) => line.startsWith("|"))
      .join("\n");
    const config = loadConfig({ flags: parseFlags(["--demo"]), env: {}, cliLogin: () => undefined });
    const coder = { url: "https://coder.example.com", token: "aaaaaaaaaa-bbbbbbbbbbbbbbbbbbbbbb", isSimulated: false };
    const { tools } = compose(config, { coder, log: makeLog(), clock: systemClock });

    expect([...table.matchAll(/`([a-z]+(?:_[a-z]+)+)`/g)].map(([, name]) => name).toSorted()).toEqual(
      tools.map(({ name }) => name).toSorted(),
    );
  });
});

describe("a document", () => {
  it.each(documents)("%s links to files that are there", (document) => {
    const links = [...read(document).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link]) => link ?? "");
    const missing = links.filter((link) => !existsSync(new URL(link, new URL(document, root))));

    expect(missing).toEqual([]);
  });
});
