import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "@jest/globals";
import { endSuccessors } from "./end-successors.ts";

const start = (script: string) => spawn(process.execPath, ["-e", script], { stdio: "ignore" });

it("waits for the processes to end, and does not mind one that has ended", async () => {
  const child = start("setTimeout(() => {}, 200)");
  const ended = once(child, "exit");

  await endSuccessors([child.pid ?? 0]);
  await expect(ended).resolves.toEqual([0, null]);
  await expect(endSuccessors([child.pid ?? 0])).resolves.toBeUndefined();
});

it("ends one that takes too long", async () => {
  const child = start("setInterval(() => {}, 1_000)");
  const ended = once(child, "exit");

  await endSuccessors([child.pid ?? 0], 100);
  await expect(ended).resolves.toEqual([null, "SIGTERM"]);
});
