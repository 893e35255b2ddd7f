import { setTimeout } from "node:timers/promises";
import { startCoderSim } from "@fleet-mcp/coder-sim";
import type { RunningCoderSim } from "@fleet-mcp/coder-sim";
import { buildServer } from "./build-server.ts";
import { connectToServer } from "./mcp-connection.ts";
import type { McpConnection } from "./mcp-connection.ts";
import { help, parseOptions } from "./parse-options.ts";
import type { DemoOptions } from "./parse-options.ts";
import { createLiveScreen } from "./live-screen.ts";
import { createPlainScreen } from "./plain-screen.ts";
import type { Output, Screen } from "./screen.ts";
import { takeTour } from "./take-tour.ts";
import { tourOf } from "./tour.ts";
import { UsageError } from "./usage-error.ts";

export interface Surroundings {
  /** Of the checkout. */
  readonly root: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly output: Output & { readonly isTTY?: boolean };
  readonly complain: (line: string) => void;
  /** Ends the tour at once. */
  readonly signal: AbortSignal;
}

const interrupted = 130;

/** Gives the exit code: 0 done, 1 failed, 2 called wrongly, 130 interrupted. */
export async function runDemo(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const { output, complain, signal } = surroundings;
  try {
    const options = parseOptions(argv);
    if (options.help) {
      output.write(`${help}\n`);
      return 0;
    }
    const screen = isLive(options, surroundings) ? createLiveScreen(output) : createPlainScreen(output);
    await guideThrough(options, screen, surroundings);
    return 0;
  } catch (error) {
    if (signal.aborted) {
      output.write("\nInterrupted. The simulated Coder is gone, and nothing real was touched.\n");
      return interrupted;
    }
    complain(error instanceof Error ? error.message : String(error));
    return error instanceof UsageError ? 2 : 1;
  }
}

function isLive({ plain }: DemoOptions, { output, environment }: Surroundings): boolean {
  return output.isTTY === true && !plain && !environment["NO_COLOR"] && environment["TERM"] !== "dumb";
}

async function guideThrough(
  options: DemoOptions,
  screen: Screen,
  { root, output, signal }: Surroundings,
): Promise<void> {
  const startedMs = performance.now();
  const serverFile = await buildServer(root, (line) => screen.say(line), signal);
  const coder = await startCoderSim({ release: options.release, timeScale: options.fast ? 5 : 1 });
  let connection: McpConnection | undefined;
  try {
    connection = await connectToServer(serverFile, coder, signal);
    introduce(screen, coder, connection);
    await takeTour(tourOf(options.release), {
      connection,
      screen,
      signal,
      lookEveryMs: options.fast ? 150 : 400,
      pauseMs: output.isTTY && !options.fast ? 1_500 : 0,
      sleep: async (ms, during) => void (await setTimeout(ms, undefined, { signal: during })),
    });
  } finally {
    await connection?.close(signal.aborted ? "now" : undefined);
    await coder.close();
  }
  const seconds = Math.round((performance.now() - startedMs) / 1_000);
  screen.say(`\nThat was the tour, in ${seconds} s. To connect a client of your own, see README.md.`);
}

function introduce(screen: Screen, { url, sim }: RunningCoderSim, { greeting }: McpConnection): void {
  screen.say("A tour of fleet-mcp, through an MCP client.");
  screen.say(`  Server  ${greeting}`);
  screen.say(`  Coder   ${sim.release}, simulated at ${url}; its agents only pretend`);
  screen.say("  Tasks   work=14 lets an agent work for 14 s, pr=… report a pull request");
  screen.say("  Marks   > a tool is called with this input   < it answers   ! it refuses");
}
