import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { loadConfig } from "../src/config/config.ts";
import { parseFlags } from "../src/config/parse-flags.ts";
import { settings } from "../src/config/settings.ts";

const example = readFileSync(new URL("../../../.env.example", import.meta.url), "utf8");
const variables = [...example.matchAll(/^#?([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name ?? "", value ?? ""]);

describe(".env.example", () => {
  it("names every setting in the order of the help, and no other", () => {
    expect(variables.map(([name]) => name)).toEqual(settings.map(({ variable }) => variable));
  });

  it("sets nothing until somebody does", () => {
    expect(example.split("\n").filter((line) => line !== "" && !line.startsWith("#"))).toEqual([]);
  });

  it("shows the defaults", () => {
    const flags = parseFlags(["--http", "--demo"]);
    const cliLogin = () => undefined;
    const { sources: _given, ...shown } = loadConfig({ flags, env: Object.fromEntries(variables), cliLogin });
    const { sources: _none, ...defaults } = loadConfig({ flags, env: {}, cliLogin });

    expect(shown).toEqual(defaults);
  });
});
