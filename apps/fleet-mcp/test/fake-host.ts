import { EventEmitter } from "node:events";
import { PassThrough } from "node:stream";
import type { Host } from "../src/run.ts";
import { quiet } from "./quiet.ts";

/** A process that is not one: streams and signals of its own, exits only noted. */
export function makeHost(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const events = new EventEmitter();
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const exits: number[] = [];
  const host: Host = {
    argv: ["node", "fleet-mcp", ...args],
    execArgv: [],
    execPath: process.execPath,
    pid: 4242,
    ppid: 4241,
    env: { HOME: "/nonexistent", ...quiet, ...env },
    platform: "linux",
    stdin,
    stdout,
    stderr,
    on: (event, listener) => events.on(event, listener),
    once: (event, listener) => events.once(event, listener),
    exit: (code) => exits.push(code),
  };
  return { host, events, stdin, stdout, exits, stderr, errors: () => String(stderr.read() ?? "") };
}
