import { loadConfig } from "./config/config.ts";
import type { Host } from "./host.ts";
import { parseFlags } from "./config/parse-flags.ts";
import { readCliLogin } from "./config/read-cli-login.ts";
import { serveFleet } from "./serve-fleet.ts";
import { startSimulatedCoder } from "./simulated-coder.ts";
import { usage } from "./config/usage.ts";
import { version } from "./version.ts";

/** `fleet-mcp [flags]`: serves until it is stopped, or prints what it is asked for. Throws StartError. */
export async function serveCommand(args: readonly string[], host: Host): Promise<number> {
  const flags = parseFlags(args);
  if (flags.help) return print(host, usage());
  if (flags.version) return print(host, `${version}\n`);
  const config = loadConfig({ flags, env: host.env, cliLogin: () => readCliLogin(host) });
  if (config.coder) return serveFleet(config, { ...config.coder, isSimulated: false }, host);
  const { close, ...coder } = await startSimulatedCoder();
  return serveFleet(config, coder, host).finally(close);
}

function print(host: Host, text: string): number {
  host.stdout.write(text);
  return 0;
}
