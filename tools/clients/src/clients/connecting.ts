import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Attempt, ServerCommand } from "./client.ts";

interface Sdk {
  /** Files below node_modules that export `Client` and `StdioClientTransport`. */
  readonly client: string;
  readonly transport: string;
  readonly options: object;
}

/** A program of five lines that connects by an SDK, whose versions agree on these names. */
export function connecting(modules: string, server: ServerCommand, { client, transport, options }: Sdk): Attempt {
  const url = (file: string) => JSON.stringify(pathToFileURL(join(modules, file)));
  const program = `
    import { Client } from ${url(client)};
    import { StdioClientTransport } from ${url(transport)};
    const client = new Client({ name: "fleet-mcp-clients", version: "0.0.0" }, ${JSON.stringify(options)});
    await client.connect(new StdioClientTransport(${JSON.stringify(server)}));
    await client.listTools();
    await client.close();`;
  return { command: process.execPath, args: ["--input-type=module", "--eval", program] };
}
