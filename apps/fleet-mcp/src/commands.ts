import { finishCommand } from "./process/hand-over.ts";
import type { Host } from "./host.ts";
import { serveCommand } from "./serve-command.ts";
import { StartError } from "./start-error.ts";

export type Command = (args: readonly string[], host: Host) => Promise<number>;

/** Loaded only when asked for: a client that starts the server waits for everything that is loaded before. */
const commands: Readonly<Record<string, Command>> = {
  async token(args, host) {
    const { runTokenCommand } = await import("./access/token-command.ts");
    return await runTokenCommand(args, host);
  },
  async doctor(args, host) {
    const { runDoctor } = await import("./doctor/run-doctor.ts");
    return await runDoctor(args, host);
  },
  async [finishCommand](args, host) {
    const { finishWork } = await import("./process/finish-work.ts");
    return await finishWork(args, host);
  },
};

/** The command that is asked for, and what is said to it. Without a word in front it is to serve. Throws StartError. */
export function findCommand(args: readonly string[]): { readonly command: Command; readonly args: readonly string[] } {
  const [word, ...rest] = args;
  if (word === undefined || word.startsWith("-")) return { command: serveCommand, args };
  if (word === "help") return findCommand([...rest.slice(0, 1), "--help"]);
  const command = Object.hasOwn(commands, word) ? commands[word] : undefined;
  if (command) return { command, args: rest };
  throw new StartError(
    `There is no command ${JSON.stringify(word)}. Commands: token, doctor, help; without one, fleet-mcp serves.`,
  );
}
