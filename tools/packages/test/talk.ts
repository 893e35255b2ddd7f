import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

interface Server {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

export interface Answer {
  readonly id?: number;
  readonly result?: Readonly<Record<string, unknown>>;
}

/** Speaks MCP over stdio as a client without an SDK would: greets, asks, and hangs up after the last answer. */
export async function talk({ program, args, cwd, env = {} }: Server, requests: readonly object[]) {
  const child = spawn(program, args, { cwd, env: { PATH: process.env.PATH, ...env } });
  const complaints: string[] = [];
  child.stderr.on("data", (chunk) => complaints.push(String(chunk)));
  child.stdin.on("error", () => {});
  const ended = once(child, "close");
  const conversation = [initialize, ...requests].map((request, id) => ({ jsonrpc: "2.0", id, ...request }));
  const [greeting, ...rest] = conversation;
  for (const message of [greeting, { jsonrpc: "2.0", method: "notifications/initialized" }, ...rest]) {
    child.stdin.write(`${JSON.stringify(message)}\n`);
  }
  const answers: Answer[] = [];
  for await (const line of createInterface(child.stdout)) {
    const answer: Answer = JSON.parse(line);
    if (answer.id !== undefined) answers.push(answer);
    if (answers.length === conversation.length) child.stdin.end();
  }
  await ended;
  if (answers.length < conversation.length) throw new Error(`The server ended early:\n${complaints.join("")}`);
  return answers.toSorted((a, b) => (a.id ?? 0) - (b.id ?? 0)).map(({ result }) => result);
}

const initialize = {
  method: "initialize",
  params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "test", version: "1" } },
};
