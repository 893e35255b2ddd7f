import { Buffer } from "node:buffer";
import { Console } from "node:console";
import { once } from "node:events";
import { PassThrough } from "node:stream";
import { describe, expect, it } from "@jest/globals";
import { makeLog } from "../../test/make-log.ts";
import { reserveStdout } from "./reserve-stdout.ts";

describe("reserveStdout", () => {
  it("turns what others print into lines of the log", () => {
    const stdout = new PassThrough();
    const printed: unknown[] = [];
    reserveStdout({ stdout }, { ...makeLog(), warn: (_message, data) => void printed.push(data) });

    new Console(stdout).log("hello from %s", "a dependency");
    stdout.write(Buffer.from("bytes\n"));

    expect(stdout.read()).toBeNull();
    expect(printed).toEqual([{ text: "hello from a dependency" }, { text: "bytes" }]);
  });

  it.each([
    ["after the encoding", (stdout: PassThrough, done: () => void) => stdout.write("x", "utf8", done)],
    ["after the text", (stdout: PassThrough, done: () => void) => stdout.write("x", done)],
  ])("lets those go on who wait for it %s", async (_where, print) => {
    const stdout = new PassThrough();
    reserveStdout({ stdout }, makeLog());

    await expect(new Promise<void>((resolve) => print(stdout, resolve))).resolves.toBeUndefined();
  });

  it("leaves the protocol its way, in order", async () => {
    const stdout = new PassThrough();
    const reserved = reserveStdout({ stdout }, makeLog());

    reserved.stdout.write("one\n");
    reserved.stdout.end("two\n");
    await once(reserved.stdout, "finish");

    expect(String(stdout.read())).toBe("one\ntwo\n");
  });

  it("gives stdout back", () => {
    const stdout = new PassThrough();
    const reserved = reserveStdout({ stdout }, makeLog());

    reserved.release();
    stdout.write("mine");

    expect(String(stdout.read())).toBe("mine");
  });
});
