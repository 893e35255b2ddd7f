import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "@jest/globals";
import { makeRoot } from "../test/make-root.ts";
import { nodeFlags } from "./node-flags.ts";
import { runCommand } from "./run-command.ts";

describe("runCommand", () => {
  it("gives what was printed, in total and on stdout alone", async () => {
    const code = 'console.log("out"); console.error("err")';

    const result = await runCommand("/", process.execPath, ["-e", code]);

    expect(result).toMatchObject({ isGood: true, stdout: "out\n" });
    expect(result.output).toHaveLength("out\nerr\n".length);
  });

  it("takes the program along when the process ends first", async () => {
    const { root, remove } = makeRoot({
      "child.cjs": `const { writeFileSync } = require("node:fs");
        process.on("SIGTERM", () => { writeFileSync("ended", ""); process.exit(); });
        setInterval(() => {}, 1000);
        writeFileSync("started", "");`,
    });
    const code = `const { runCommand } = await import(${JSON.stringify(new URL("run-command.ts", import.meta.url).href)});
      process.once("SIGTERM", () => process.exit(143));
      await runCommand(${JSON.stringify(root)}, process.execPath, ["child.cjs"]);`;
    const parent = spawn(process.execPath, [...nodeFlags, "--input-type=module", "-e", code]);

    while (!existsSync(join(root, "started"))) await sleep(10);
    parent.kill("SIGTERM");
    const [exitCode] = await once(parent, "exit");
    while (!existsSync(join(root, "ended"))) await sleep(10);
    remove();

    expect(exitCode).toBe(143);
  });
});
