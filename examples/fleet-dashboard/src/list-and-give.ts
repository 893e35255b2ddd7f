import { createCoderClient, systemClock as clock } from "@fleet-mcp/coder-client";
import { silentLogger as log } from "@fleet-mcp/models";
import { createRepositories } from "@fleet-mcp/repositories";
import { createServices } from "@fleet-mcp/services";

const { CODER_URL: url = "", CODER_SESSION_TOKEN: token = "" } = process.env;
const coder = createCoderClient({ baseUrl: url, token });
const repositories = createRepositories({ coder, coderUrl: url, clock, log, owner: "me" });
const services = createServices({ repositories, clock, log, backend: "auto" });

const options = { signal: AbortSignal.timeout(60_000) };
const { agents } = await services.agents.list({}, { page: 1, page_size: 100 }, options);
for (const { name, status } of agents) console.log(`${name}  ${status}`);
const idle = agents.find(({ status }) => status === "idle");
if (idle) console.log(await services.tasks.start(idle.name, process.argv[2] ?? "Run the tests", options));
