// npm run clients: installs every client, lets it connect, writes docs/clients.md. Needs the bundle and the registry of npm.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { clientTable } from "./client-table.ts";
import { allClients } from "./clients/all-clients.ts";
import type { Client } from "./clients/client.ts";
import { installClient } from "./install-client.ts";
import { tryClient } from "./try-client.ts";
import type { Trial } from "./try-client.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const app = join(root, "apps/fleet-mcp");
const { version } = JSON.parse(readFileSync(join(app, "package.json"), "utf8"));
const folder = mkdtempSync(join(tmpdir(), "fleet-mcp-clients-"));
const trials: Trial[] = [];
try {
  // One after the other: each may want all of the machine.
  for (const client of allClients) trials.push(await trial(client));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
writeFileSync(join(root, "docs/clients.md"), clientTable(trials, { server: version, date: today() }));
if (trials.some(({ problem }) => problem !== undefined)) process.exitCode = 1;

async function trial(client: Client): Promise<Trial> {
  const result: Trial = await installClient(client, join(folder, client.title))
    .then((modules) => tryClient(client, modules, [join(app, "bundle/main.js"), "--demo"]))
    .catch((error: Error) => ({ client, recording: {}, problem: error.message }));
  const { revision = "not connected", tools = 0 } = result.recording;
  console.log(`${result.problem ? "✗" : "✓"} ${client.title} ${client.version}: ${revision}, ${tools} tools`);
  if (result.problem) console.log(`  ${result.problem}`);
  return result;
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
