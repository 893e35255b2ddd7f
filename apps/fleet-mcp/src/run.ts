import { findCommand } from "./commands.ts";
import type { Host } from "./host.ts";
import { StartError } from "./start-error.ts";

export type { Host } from "./host.ts";

/** The whole life of the process. Resolves with its exit code: 0 after a clean end, 2 when it could not start as asked. */
export async function run(host: Host): Promise<number> {
  try {
    const { command, args } = findCommand(host.argv.slice(2));
    return await command(args, host);
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    host.stderr.write(`fleet-mcp: ${error.message}\n`);
    return 2;
  }
}
