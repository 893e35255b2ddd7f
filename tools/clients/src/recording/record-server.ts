// Stands between a client and a server over stdio and keeps every line that passes, in both directions, in a file:
// `record-server.ts <file> <server.js> [flags]`. What a client did is then known from the server's side.
import { spawn } from "node:child_process";
import { appendFileSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

const [, , file = "", server = "", ...flags] = process.argv;
const child = spawn(process.execPath, [server, ...flags], { stdio: ["pipe", "pipe", "inherit"] });

keep(process.stdin, "client");
keep(child.stdout, "server");
process.stdin.pipe(child.stdin);
child.stdout.pipe(process.stdout);
// A side that has gone takes the other along; its last words are lost to nobody.
child.stdin.on("error", () => {});
process.stdout.on("error", () => child.kill());
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
child.once("exit", (code) => process.exit(code ?? 1));

function keep(input: Readable, from: "client" | "server"): void {
  createInterface({ input }).on("line", (line) => {
    appendFileSync(file, `${JSON.stringify({ from, line })}\n`);
  });
}
