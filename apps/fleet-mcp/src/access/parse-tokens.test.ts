import { describe, expect, it } from "@jest/globals";
import { tokenOf } from "../../test/start-http.ts";
import { StartError } from "../start-error.ts";
import { bareToken, parseTokens } from "./parse-tokens.ts";

const [one, two] = [tokenOf("one"), tokenOf("two")];

describe("parseTokens", () => {
  it("reads a name, rights and a token from each line, past comments and blank lines", () => {
    const text = `# dashboards\r\n\r\nboard read ${one}\r\n  ci\twrite   ${two}  \n`;

    expect(parseTokens(text, "tokens")).toEqual([
      { name: "board", rights: "read", token: one },
      { name: "ci", rights: "write", token: two },
    ]);
  });

  it("takes a token on its own for one that may do everything", () => {
    expect(parseTokens(`\uFEFF# mine\n${one}\n`, "tokens")).toEqual([{ name: "default", rights: "write", token: one }]);
  });

  it.each([
    ["no line", "# nothing\n", "tokens holds no token: write one with fleet-mcp token --file."],
    ["two words", `ci ${one}`, 'tokens, line 1: each token needs "name rights token", and this has 2 words.'],
    [
      "two tokens alone",
      `${one}\n${two}`,
      'tokens, line 1: each token needs "name rights token", and this has 1 word.',
    ],
    ["a wrong right", `# a\nci admin ${one}`, "tokens, line 2: the rights, its second word, must be read or write."],
    ["a right in capitals", `ci READ ${one}`, "tokens, line 1: the rights, its second word, must be read or write."],
    [
      "a short token",
      "ci read abc",
      "tokens, line 1: the token is shorter than 32 characters: make one with fleet-mcp token.",
    ],
    [
      "a token no header can carry",
      `ci read ${"é".repeat(40)}`,
      "tokens, line 1: the token has a character that cannot be sent as a bearer token: make one with fleet-mcp token.",
    ],
    [
      "a name twice",
      `ci read ${one}\nci write ${two}`,
      "tokens, line 2: an earlier line has this name: give each token its own.",
    ],
    [
      "a token twice",
      `ci read ${one}\nme write ${one}`,
      "tokens, line 2: an earlier line has this token: give each name its own.",
    ],
  ])("refuses %s", (_name, text, message) => {
    expect(() => parseTokens(text, "tokens")).toThrow(new StartError(message));
  });

  it.each(["-ci", "a:b", "a\u0007b", "a\u001b[31m", `a${"b".repeat(64)}`, "ä"])("refuses the name %j", (name) => {
    expect(() => parseTokens(`${name} read ${one}`, "tokens")).toThrow(/^tokens, line 1: the name must begin with/);
  });

  it.each([`${one} read ci`, `ci ${one} read`, `read ci ${one}`, `${one} ci write`])(
    "quotes no token when words are mixed up (%#)",
    (line) => {
      let said = "";
      try {
        parseTokens(line, "tokens");
      } catch (error) {
        said = String(error);
      }

      expect(said).toContain("tokens, line 1");
      expect(said).not.toContain(one);
    },
  );
});

describe("bareToken", () => {
  it("says where a weak token came from, without the token", () => {
    expect(() => bareToken("hunter2", "FLEET_MCP_AUTH_TOKEN:")).toThrow(
      "FLEET_MCP_AUTH_TOKEN: the token is shorter than 32 characters: make one with fleet-mcp token.",
    );
  });
});
