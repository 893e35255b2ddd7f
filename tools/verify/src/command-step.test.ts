import { describe, expect, it } from "@jest/globals";
import { commandStep } from "./command-step.ts";

const run = (code: string) => commandStep("/", "lint", process.execPath, ["-e", code]);

describe("commandStep", () => {
  it("passes on exit 0 and is silent about it", async () => {
    expect(await run('console.log("fine")')).toEqual({ title: "lint", passed: 1, failed: 0, details: [] });
  });

  it("fails otherwise, with the end of both outputs", async () => {
    const outcome = await run('console.log("out"); console.error("err"); process.exitCode = 3;');

    expect(outcome).toMatchObject({ title: "lint", passed: 0, failed: 1 });
    expect(outcome.details.toSorted()).toEqual(["err", "out"]);
  });

  it("fails when a signal ended it", async () => {
    expect(await run('process.kill(process.pid, "SIGKILL")')).toMatchObject({ passed: 0, failed: 1 });
  });

  it("breaks when there is no such program", async () => {
    await expect(commandStep("/", "lint", "/no/such/program", [])).rejects.toThrow("ENOENT");
  });
});
