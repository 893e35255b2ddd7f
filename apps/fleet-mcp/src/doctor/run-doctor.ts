import { isBuiltin } from "node:module";
import process from "node:process";
import type { Writable } from "node:stream";
import { systemClock } from "@fleet-mcp/coder-client";
import { parseFlags } from "../config/parse-flags.ts";
import { StartError } from "../start-error.ts";
import { version } from "../version.ts";
import { doctorUsage } from "./doctor-usage.ts";
import { examine } from "./examine.ts";
import { renderTable } from "./render-table.ts";
import type { TableStyle } from "./render-table.ts";

/** The part of the process that the command uses. */
interface Host {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly stdout: Writable;
  readonly stderr: Writable;
}

/** `fleet-mcp doctor`. Resolves with the exit code: 1 when a check failed, 2 when it was asked wrongly. */
export async function runDoctor(args: readonly string[], host: Host): Promise<number> {
  try {
    const isJson = args.includes("--json");
    const flags = parseFlags(args.filter((arg) => arg !== "--json"));
    if (flags.help) return print(host, doctorUsage);
    if (flags.version) return print(host, `${version}\n`);
    const nodeVersion = process.versions.node;
    const sqliteVersion = isBuiltin("node:sqlite") ? process.versions.sqlite : undefined;
    const { env, platform } = host;
    const report = await examine({ flags, env, platform, nodeVersion, sqliteVersion, clock: systemClock });
    print(host, isJson ? `${JSON.stringify(report)}\n` : renderTable(report, styleOf(host)));
    return report.ok ? 0 : 1;
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    host.stderr.write(`fleet-mcp: ${error.message}\n`);
    return 2;
  }
}

function print({ stdout }: Host, text: string): number {
  stdout.write(text);
  return 0;
}

const widest = 100;

/** Colour only for a terminal whose user has not refused it (no-color.org). */
function styleOf({ env, stdout }: Host): TableStyle {
  const isTerminal = "isTTY" in stdout && stdout.isTTY === true;
  const columns = "columns" in stdout && typeof stdout.columns === "number" ? stdout.columns : widest;
  return { columns: Math.min(columns, widest), hasColour: isTerminal && !env["NO_COLOR"] };
}
