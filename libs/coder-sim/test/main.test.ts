import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "@jest/globals";

const main = `${import.meta.dirname}/../src/main.ts`;
const flags = ["--experimental-strip-types", "--disable-warning=ExperimentalWarning", "--conditions=@fleet-mcp/source"];
const start = (...argv: string[]) => spawn(process.execPath, [...flags, main, ...argv]);

describe("the process", () => {
  it("serves after its one line, and ends with 0 at SIGTERM", async () => {
    const child = start("--agents", "2");
    const exited = once(child, "exit");
    const [line] = await once(child.stdout, "data");
    const url = /http:\S+/.exec(String(line))?.[0];

    const answer = await fetch(`${url}/healthz`);
    child.kill("SIGTERM");

    expect(await answer.text()).toBe("OK");
    expect(await exited).toEqual([0, null]);
  });

  it("ends with 2 and one line for bad options", async () => {
    const child = start("--fault", "rain=1");
    const [complaint, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);

    expect(code).toBe(2);
    expect(complaint.trim().split("\n")).toHaveLength(1);
  });
});
