import { messageOf } from "./message-of.ts";
import { parseCommand, usage } from "./parse-command.ts";
import { startCoderSim } from "./start-coder-sim.ts";

export interface Surroundings {
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
}

/** Serves until the signal; the result is the exit code. */
export async function runCommand(argv: readonly string[], { signal, say, complain }: Surroundings): Promise<number> {
  const command = parseCommand(argv);
  if (command.kind === "help") {
    say(usage);
    return 0;
  }
  if (command.kind === "mistake") {
    complain(`coder-sim: ${command.message} (--help lists the options)`);
    return 2;
  }
  try {
    const running = await startCoderSim(command.options);
    say(`CODER_URL=${running.url} CODER_SESSION_TOKEN=${running.token}`);
    await ended(signal);
    await running.close();
    return 0;
  } catch (error) {
    complain(`coder-sim: ${messageOf(error)}`);
    return 1;
  }
}

const ended = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
