import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { quiet } from "./quiet.ts";

/** Made by the `bundle` target before these tests. */
export const bundle = fileURLToPath(new URL("../bundle/main.js", import.meta.url));

export const someCoder = {
  CODER_URL: "http://127.0.0.1:9",
  CODER_SESSION_TOKEN: "canaryToke-0123456789abcdefghijkl",
  ...quiet,
};

/** Starts the bundled process with nothing of this one's environment. Without `isRead` its output stays where it is. */
export function startBundle(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  { isRead = true }: { readonly isRead?: boolean } = {},
) {
  const child = spawn(process.execPath, [bundle, ...args], { env: { HOME: "/nonexistent", ...quiet, ...env } });
  const output = isRead ? [text(child.stdout), text(child.stderr)] : [];
  const ended = Promise.all([once(child, "close"), ...output]).then(([[code, signal], stdout = "", stderr = ""]) => ({
    code,
    signal,
    stdout,
    stderr,
  }));
  return { child, ended };
}

/** Runs it to its end, with this on stdin. */
export async function runBundle(args: readonly string[], env: Readonly<Record<string, string>>, stdin = "") {
  const { child, ended } = startBundle(args, env);
  child.stdin.on("error", () => {});
  child.stdin.end(stdin);
  return await ended;
}
