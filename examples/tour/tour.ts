// One call of every library, from the bottom up: `node --experimental-strip-types tour.ts`. Needs no Coder.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCoderClient, systemClock as clock } from "@fleet-mcp/coder-client";
import { startCoderSim } from "@fleet-mcp/coder-sim";
import { isOnline, silentLogger as log } from "@fleet-mcp/models";
import { createRepositories } from "@fleet-mcp/repositories";
import { createServices } from "@fleet-mcp/services";
import { openStore } from "@fleet-mcp/store-client";
import { createTools } from "@fleet-mcp/tools";
import { z } from "zod";

const folder = await mkdtemp(join(tmpdir(), "fleet-mcp-tour-"));
const { url, token, close } = await startCoderSim({ agents: 8, isLively: false });
try {
  const options = { signal: AbortSignal.timeout(30_000) };
  const coder = createCoderClient({ baseUrl: url, token });
  const repositories = createRepositories({ coder, coderUrl: url, clock, log, owner: "me" });
  const services = createServices({ repositories, clock, log, backend: "auto" });

  const templates = await coder.templates.list(undefined, options);
  const records = await repositories.agents.list(options);
  const { agents, total } = await services.agents.list({}, { page: 1, page_size: 100 }, options);
  const tools = createTools(services, { readOnly: true });

  const schemas = { version: 1, types: { "fleet.seen": z.object({ agents: z.number() }) } };
  const store = await openStore({ file: join(folder, "fleet.db"), schemas, clock });
  const event = { type: "fleet.seen", stream: { type: "fleet", id: "mine" }, actor: "tour", data: { agents: total } };
  await store.events.append([{ ...event, occurred_at: new Date(clock.now()).toISOString() }]);
  const events = await store.events.read({ limit: 10 });
  await store.close();

  console.log(
    JSON.stringify({
      templates: templates.length,
      records: records.length,
      agents: total,
      online: agents.filter(({ status }) => isOnline(status)).length,
      events: events.map(({ data }) => data),
      tools: tools.map(({ name }) => name),
    }),
  );
} finally {
  await close();
  await rm(folder, { recursive: true });
}
