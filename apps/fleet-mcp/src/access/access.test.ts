import { describe, expect, it } from "@jest/globals";
import { tokenFor, tokenOf } from "../../test/start-http.ts";
import { createAccess } from "./access.ts";

const limits = { requestsPerMinute: 600, concurrentCalls: 32 };

describe("createAccess", () => {
  it("takes everybody for the local caller where there are no tokens", () => {
    const access = createAccess("127.0.0.1", [], limits);

    expect(access.identify(undefined)).toEqual({ name: "local", rights: "write" });
    expect(access).toMatchObject({ needsToken: false, names: [], secrets: [] });
    expect(access.callers).toEqual([{ name: "local", rights: "write" }]);
  });

  it("knows each token's name and rights", () => {
    const access = createAccess("127.0.0.1", [tokenFor("ci"), tokenFor("board", "read")], limits);

    expect(access.identify(`Bearer ${tokenOf("ci")}`)).toEqual({ name: "ci", rights: "write" });
    expect(access.identify(`bearer  ${tokenOf("board")} `)).toEqual({ name: "board", rights: "read" });
    expect(access).toMatchObject({ needsToken: true, names: ["ci", "board"] });
    expect(access.secrets).toEqual([tokenOf("ci"), tokenOf("board")]);
  });

  it.each([
    ["no header", undefined],
    ["nothing", ""],
    ["another token", `Bearer ${tokenOf("other")}`],
    ["the beginning of a token", `Bearer ${tokenOf("ci").slice(0, -1)}`],
    ["a token with more behind it", `Bearer ${tokenOf("ci")}x`],
    ["two tokens", `Bearer ${tokenOf("ci")} ${tokenOf("ci")}`],
    ["another scheme", `Basic ${tokenOf("ci")}`],
    ["no scheme", tokenOf("ci")],
    ["the name", "Bearer ci"],
  ])("does not know who sends %s", (_name, header) => {
    const access = createAccess("127.0.0.1", [tokenFor("ci")], limits);

    expect(access.identify(header)).toBeUndefined();
  });
});
