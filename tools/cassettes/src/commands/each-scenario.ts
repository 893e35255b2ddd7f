import type { NamedScenario } from "../store/load-scenarios.ts";
import type { Surroundings } from "./command.ts";

/** Does one after the other, goes on after a failure, and gives 1 when any failed. `work` gives the line to say, if any. */
export async function eachScenario(
  scenarios: readonly NamedScenario[],
  { say, complain }: Pick<Surroundings, "say" | "complain">,
  work: (named: NamedScenario) => Promise<string | undefined>,
): Promise<number> {
  let exitCode = 0;
  for (const named of scenarios) {
    try {
      const line = await work(named);
      if (line !== undefined) say(line);
    } catch (error) {
      complain(error instanceof Error ? error.message : String(error));
      exitCode = 1;
    }
  }
  return exitCode;
}
