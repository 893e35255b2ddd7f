import type { ChildProcess } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { startCoderSim } from "@fleet-mcp/coder-sim";
import { describe, expect, it } from "@jest/globals";
import { startHttpServer } from "./bundled-server.ts";
import { connectModern, modernHttp } from "./connect.ts";
import { startBundle } from "./run-bundle.ts";

type Coder = Awaited<ReturnType<typeof startCoderSim>>;

const leaving: readonly (readonly [string, (child: ChildProcess) => void])[] = [
  ["closes stdin", (child) => void child.stdin?.end()],
  [
    "sends SIGTERM, and SIGKILL soon after",
    (child) => {
      child.kill("SIGTERM");
      setTimeout(() => child.kill("SIGKILL"), 1_500).unref();
    },
  ],
];

describe("a restart whose server ends between stop and start", () => {
  it.each(leaving)(
    "is finished when the client %s, and the server ends at once",
    async (_how, leave) => {
      const coder = await startCoder();
      const { child, ended } = startBundle([], { CODER_URL: coder.url, CODER_SESSION_TOKEN: coder.token });
      for (const message of [hello, restart]) child.stdin.write(`${JSON.stringify(message)}\n`);
      await lastTransition(coder, "stop");

      const leftAt = performance.now();
      leave(child);
      const { code, signal, stderr } = await ended;
      const endedAfterMs = performance.now() - leftAt;

      expect({ code, signal }).toEqual({ code: 0, signal: null });
      expect(endedAfterMs).toBeLessThan(1_500);
      expect(transitionsOf(coder)).toEqual(["start", "stop"]);
      expect(stderr).toContain('"left":["restart amber-otter"]');
      await lastTransition(coder, "start");
      expect(transitionsOf(coder)).toEqual(["start", "stop", "start"]);
      await closeAfter(coder);
    },
    60_000,
  );

  it("is finished when a server over HTTP is stopped", async () => {
    const coder = await startCoder();
    const server = await startHttpServer(coder.url, coder);
    const client = await connectModern(modernHttp(server.url));
    const leaving = new AbortController();
    const restarting = client
      .callTool({ name: "restart_agent", arguments: { agent_name: "amber-otter" } }, { signal: leaving.signal })
      .catch(() => "left");
    await lastTransition(coder, "stop");

    leaving.abort();
    await restarting;
    const code = await server.stop();

    expect(code).toBe(0);
    await lastTransition(coder, "start");
    expect(transitionsOf(coder)).toEqual(["start", "stop", "start"]);
    await closeAfter(coder);
  }, 60_000);
});

/** With one agent, `amber-otter`, whose stop takes a while. */
const startCoder = (): Promise<Coder> => startCoderSim({ agents: 1, isLively: false, rateLimit: 0 });

/** The process that finished the restart has one more look at the agent. */
async function closeAfter(coder: Coder): Promise<void> {
  await pause(500);
  await coder.close();
}

const transitionsOf = ({ sim }: Coder) => sim.truth().agents[0]?.builds.map(({ transition }) => transition);

async function lastTransition(coder: Coder, wanted: "start" | "stop"): Promise<void> {
  for (const until = Date.now() + 30_000; transitionsOf(coder)?.at(-1) !== wanted;) {
    if (Date.now() > until) throw new Error(`There was no ${wanted}: ${transitionsOf(coder)?.join(", ")}`);
    await pause(10);
  }
}

const hello = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "raw", version: "0" } },
};
const restart = {
  jsonrpc: "2.0",
  id: 2,
  method: "tools/call",
  params: { name: "restart_agent", arguments: { agent_name: "amber-otter" } },
};
