import { describe, expect, it } from "@jest/globals";
import { parseFlags } from "./parse-flags.ts";

describe("parseFlags", () => {
  it("reads nothing from an empty command line", () => {
    expect(parseFlags([])).toEqual({ http: false, demo: false, help: false, version: false, values: {} });
  });

  it("reads values after a space and after an equals sign", () => {
    expect(parseFlags(["--port", "4000", "--coder-url=https://coder.example.com"]).values).toEqual({
      port: "4000",
      coderUrl: "https://coder.example.com",
    });
  });

  it("reads switches, long and short", () => {
    expect(parseFlags(["--http", "--read-only", "-h", "-v"])).toEqual({
      http: true,
      demo: false,
      help: true,
      version: true,
      values: { readOnly: "true" },
    });
  });

  it("takes the last of a repeated flag", () => {
    expect(parseFlags(["--port", "1", "--port", "2"]).values).toEqual({ port: "2" });
  });

  it("overlooks a bare --", () => {
    expect(parseFlags(["--"])).toEqual(parseFlags([]));
  });

  it.each([
    [["--prot", "4000"], "There is no flag --prot. fleet-mcp --help lists the flags."],
    [["-p"], "There is no flag -p. fleet-mcp --help lists the flags."],
    [["--token", "x"], "There is no flag --token. fleet-mcp --help lists the flags."],
    [["serve"], '"serve" is not a flag. fleet-mcp --help lists the flags.'],
    [["--port"], "--port needs a value: --port PORT."],
    [["--port="], "--port needs a value: --port PORT."],
    [["--http=yes"], "--http takes no value."],
    [["--read-only=no"], "--read-only takes no value."],
  ])("refuses %j", (args, message) => {
    expect(() => parseFlags(args)).toThrow(message);
  });
});
