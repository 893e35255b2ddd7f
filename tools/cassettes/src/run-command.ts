import { check } from "./commands/check.ts";
import type { Command, Surroundings } from "./commands/command.ts";
import { cut } from "./commands/cut.ts";
import { record } from "./commands/record.ts";
import { serve } from "./commands/serve.ts";
import { UsageError } from "./usage-error.ts";

const commands: ReadonlyMap<string, Command> = new Map(Object.entries({ record, cut, serve, check }));

/** Gives the exit code: 0 done, 1 failed, 2 called wrongly. */
export async function runCommand(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const [name = "", ...rest] = argv;
  const command = commands.get(name);
  if (argv.includes("--help") || argv.includes("-h")) {
    surroundings.say(command === undefined ? help() : `Usage: ${command.help}`);
    return 0;
  }
  if (command === undefined) {
    surroundings.complain(`${name === "" ? "There is no command." : `There is no command ${name}.`}\n${help()}`);
    return 2;
  }
  return command.run(rest, surroundings).catch((error: unknown) => {
    surroundings.complain(error instanceof Error ? error.message : String(error));
    if (!(error instanceof UsageError)) return 1;
    surroundings.complain(`Usage: ${command.help}`);
    return 2;
  });
}

function help(): string {
  return ["Usage: main.ts COMMAND", ...[...commands.values()].map(({ help }) => `  ${help}`)].join("\n");
}
