import { describe, expect, it } from "@jest/globals";
import { settings } from "./settings.ts";
import { usage } from "./usage.ts";

describe("usage", () => {
  it("names every flag and every variable", () => {
    const text = usage();

    const names = settings.flatMap(({ variable, flag }) => (flag === undefined ? [variable] : [variable, `--${flag}`]));
    expect(names.filter((name) => !text.includes(name))).toEqual([]);
    expect(text).toContain("--http ");
  });

  it("says what a flag takes", () => {
    expect(usage()).toMatch(/^ {2}--port PORT +FLEET_MCP_PORT +where --http listens/m);
  });
});
