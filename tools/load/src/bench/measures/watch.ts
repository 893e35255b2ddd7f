import { startCoderSim } from "@fleet-mcp/coder-sim";
import type { Client } from "@modelcontextprotocol/client";
import { connectOverStdio } from "../../processes/connect.ts";
import type { Figure } from "../figure.ts";
import { connectWithLog } from "../instruments/connect-with-log.ts";
import { listedAgents } from "../instruments/listed-agents.ts";
import { findLogFile } from "../log/find-log-file.ts";
import { makeFolder } from "../log/make-folder.ts";
import type { Measure } from "../measure.ts";
import { percentile } from "../statistics.ts";
import { orderedChanges } from "../watching/ordered-changes.ts";
import { ownChanges } from "../watching/own-changes.ts";

export const watch: Measure = {
  name: "watch",
  about: "how soon a change is listed, logged, alerted and wakes who waits: the agent's own, ours, another server's",
  async measure({ scale, keep }) {
    const coder = await startCoderSim({ agents: 150, isLively: false, rateLimit: 0 });
    keep({ stop: () => coder.close() });
    const folder = keep(await makeFolder());
    const ours = keep(await connectWithLog(coder, folder.path));
    const theirs = keep(await connectWithLog(coder, folder.path));
    // What comes of orders that our log does not know happens, to us, by itself.
    const stranger = keep(await connectOverStdio(coder));
    const idle = await listedAgents(ours.client, "idle");
    const names = (from: number, count: number) => idle.slice(from, from + count);

    const logFile = await findLogFile(folder.path);
    const scene = { coder, logFile, watcher: ours.client, stranger: stranger.client };
    // Side by side: each lasts seconds, and hardly any of them is work.
    const [own, here, there] = await attended(ours.client, () =>
      Promise.all([
        ownChanges(scene, names(0, scale.waits)),
        orderedChanges(ours.client, ours.client, names(scale.waits, scale.runs)),
        orderedChanges(ours.client, theirs.client, names(scale.waits + scale.runs, scale.runs)),
      ]),
    );
    for (const { stop } of [stranger, theirs, ours, folder]) await stop();
    await coder.close();
    return {
      figures: [
        row("an agent's own change in list_agents", 5_000, own.listed),
        row("… in the event log while somebody waits", 5_000, own.logged),
        row("… wakes wait_for_agents, p95", 6_000, [percentile(own.woken, 0.95)]),
        row("… alerted while somebody waits", 10_000, own.alerted),
        row("a task that we give wakes a wait", 200, here.given),
        row("… that we cancel", 200, here.cancelled),
        row("a task that another server gives wakes a wait", 200, there.given),
        row("… that it cancels", 200, there.cancelled),
      ],
    };
  },
};

const row = (what: string, limit: number, values: readonly number[]): Figure => ({ what, unit: "ms", limit, values });

/** Meanwhile somebody waits, for what does not happen. */
async function attended<Result>(client: Client, act: () => Promise<Result>): Promise<Result> {
  const over = new AbortController();
  const input = { until: "deleted", timeout_seconds: 240 };
  const waiting = client.callTool(
    { name: "wait_for_agents", arguments: input },
    { signal: over.signal, timeout: 250_000 },
  );
  try {
    return await Promise.race([act(), waiting.then(() => Promise.reject(new Error("An agent was deleted.")))]);
  } finally {
    over.abort();
    await waiting.catch(() => {});
  }
}
