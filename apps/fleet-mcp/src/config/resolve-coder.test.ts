import { describe, expect, it } from "@jest/globals";
import { resolveCoder } from "./resolve-coder.ts";

const here = { value: "https://coder.example.com", from: "CODER_URL" };
const noLogin = () => undefined;

describe("resolveCoder", () => {
  it("takes address and token that were set together, and does not look further", () => {
    const cliLogin = () => {
      throw new Error("asked");
    };

    expect(resolveCoder({ url: here, token: "t1", cliLogin })).toEqual({
      url: "https://coder.example.com",
      token: "t1",
    });
  });

  it("takes the stored login when nothing is set", () => {
    const cliLogin = () => ({ url: "https://stored.example.com/", token: "t2" });

    expect(resolveCoder({ url: undefined, token: undefined, cliLogin })).toEqual({
      url: "https://stored.example.com",
      token: "t2",
    });
  });

  it("takes the stored token for the same address, however it is spelled", () => {
    const cliLogin = () => ({ url: "https://Coder.Example.com:443/", token: "t2" });

    expect(resolveCoder({ url: here, token: undefined, cliLogin }).token).toBe("t2");
  });

  it("never sends the stored token to another address", () => {
    const cliLogin = () => ({ url: "https://stored.example.com", token: "t2" });

    expect(() => resolveCoder({ url: here, token: undefined, cliLogin })).toThrow(
      "CODER_URL is set without CODER_SESSION_TOKEN, and no login of the Coder CLI is for that address.",
    );
  });

  it("never sends the environment's token to the stored address", () => {
    const cliLogin = () => ({ url: "https://stored.example.com", token: "t2" });

    expect(() => resolveCoder({ url: undefined, token: "t1", cliLogin })).toThrow(
      "CODER_SESSION_TOKEN is set without CODER_URL: set CODER_URL to the deployment it is for.",
    );
  });

  it("says what to set when there is nothing", () => {
    expect(() => resolveCoder({ url: undefined, token: undefined, cliLogin: noLogin })).toThrow(
      "No Coder is known: set CODER_URL and CODER_SESSION_TOKEN, run `coder login`, or add --demo for a simulated one.",
    );
  });

  it("names the flag that has no token beside it", () => {
    const url = { value: "https://coder.example.com", from: "--coder-url" };

    expect(() => resolveCoder({ url, token: undefined, cliLogin: noLogin })).toThrow(
      "--coder-url is set without CODER_SESSION_TOKEN",
    );
  });

  it("says how to get at a token in a keyring", () => {
    const cliLogin = () => ({ url: "https://coder.example.com", token: undefined });

    expect(() => resolveCoder({ url: undefined, token: undefined, cliLogin })).toThrow(/keyring.*`coder login token`/);
  });

  it("keeps a path, without its last slash", () => {
    const url = { value: "https://example.com/coder/", from: "CODER_URL" };

    expect(resolveCoder({ url, token: "t1", cliLogin: noLogin }).url).toBe("https://example.com/coder");
  });

  it.each([
    ["coder.example.com", "CODER_URL must be an address such as https://coder.example.com."],
    ["ftp://coder.example.com", "CODER_URL must be an address such as https://coder.example.com."],
    ["https://me:secret@coder.example.com", "CODER_URL must not hold a user name or password."],
    ["https://coder.example.com/?a=1", "CODER_URL must end with its path, without ? or #."],
    ["https://coder.example.com/#top", "CODER_URL must end with its path, without ? or #."],
  ])("refuses the address %s without repeating it", (value, message) => {
    expect(() => resolveCoder({ url: { value, from: "CODER_URL" }, token: "t1", cliLogin: noLogin })).toThrow(
      expect.objectContaining({ message }),
    );
  });

  it("refuses a token of several words without repeating it", () => {
    expect(() => resolveCoder({ url: here, token: "two\nlines", cliLogin: noLogin })).toThrow(
      expect.objectContaining({ message: "CODER_SESSION_TOKEN must be one word without spaces or line breaks." }),
    );
  });
});
