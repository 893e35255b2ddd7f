import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { makeWorkspace } from "../test/make-workspace.ts";
import { withSandbox } from "./sandbox.ts";

describe("withSandbox", () => {
  it("leaves the tree alone and removes the copy, also when the work fails", async () => {
    const { root, remove } = makeWorkspace();

    const failing = withSandbox(root, ["libs/new"], async (sandbox) => {
      expect(existsSync(join(sandbox, "libs/new/src/index.ts"))).toBe(true);
      throw new Error("broken");
    });

    await expect(failing).rejects.toThrow("broken");
    expect(existsSync(join(root, "libs/new"))).toBe(false);
    expect(readdirSync(join(root, "tmp"))).toEqual([]);
    remove();
  });

  it("removes the copy when the process is told to end", async () => {
    const { root, remove } = makeWorkspace();
    const code = `const { withSandbox } = await import(${JSON.stringify(new URL("sandbox.ts", import.meta.url).href)});
      setInterval(() => {}, 1000);
      await withSandbox(${JSON.stringify(root)}, [], async () => { console.log("in"); await new Promise(() => {}); });`;
    const child = spawn(process.execPath, ["--experimental-strip-types", "--input-type=module", "-e", code]);

    await once(child.stdout, "data");
    const during = readdirSync(join(root, "tmp")).length;
    child.kill("SIGTERM");
    const [exitCode] = await once(child, "exit");

    expect(during).toBe(1);
    expect(exitCode).toBe(143);
    expect(readdirSync(join(root, "tmp"))).toEqual([]);
    remove();
  });
});
