import { settings } from "./settings.ts";
import type { Setting } from "./settings.ts";

/** What --help prints. */
export function usage(): string {
  const rows: readonly (readonly [string, string, string])[] = [
    ["--http", "", "serve Streamable HTTP at /mcp instead of stdio"],
    ["--demo", "", "without a Coder, run on a simulated one"],
    ...settings.map((setting) => [flagOf(setting), setting.variable, setting.help] as const),
    ["--help, -h", "", "print this"],
    ["--version, -v", "", "print the version"],
  ];
  const [first, second] = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return [
    "fleet-mcp: an MCP server to run a fleet of coding agents in Coder workspaces.",
    "",
    "Usage: fleet-mcp [flags]          serve",
    "       fleet-mcp token [flags]    make a token for callers over --http",
    "       fleet-mcp doctor [flags]   check the configuration, Coder and the fleet",
    "       fleet-mcp help [command]   print what a command takes",
    "",
    ...rows.map(([flag, variable, help]) => `  ${flag.padEnd(first ?? 0)}  ${variable.padEnd(second ?? 0)}  ${help}`),
    "",
    "A flag overrides its variable. Without CODER_URL and CODER_SESSION_TOKEN the login of the Coder CLI is used.",
    "",
  ].join("\n");
}

function flagOf({ flag, takes }: Setting): string {
  if (flag === undefined) return "";
  return takes === undefined ? `--${flag}` : `--${flag} ${takes}`;
}
