// One call of every library, from the bottom up: `node --experimental-strip-types tour.ts`. Needs no Coder.
import { createCoderClient, systemClock as clock } from "@fleet-mcp/coder-client";
import { startCoderSim } from "@fleet-mcp/coder-sim";
import { isOnline, silentLogger as log } from "@fleet-mcp/models";
import { createRepositories } from "@fleet-mcp/repositories";
import { createServices } from "@fleet-mcp/services";
import { createTools } from "@fleet-mcp/tools";

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

  console.log(
    JSON.stringify({
      templates: templates.length,
      records: records.length,
      agents: total,
      online: agents.filter(({ status }) => isOnline(status)).length,
      tools: tools.map(({ name }) => name),
    }),
  );
} finally {
  await close();
}
