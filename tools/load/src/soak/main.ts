import { runSoak } from "./drive/run-soak.ts";
import { parseOptions } from "./parse-options.ts";
import type { SoakOptions } from "./parse-options.ts";
import { report } from "./report.ts";
import { usage } from "./usage.ts";

const options = parseOptions(process.argv.slice(2), Date.now() % 1_000_000);
if (typeof options === "string") {
  console.error(`soak: ${options}`);
  process.exitCode = 2;
} else if (options.help) {
  console.log(usage());
} else {
  process.exitCode = await soak(options).catch((error: unknown) => {
    console.error(`soak: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  });
}

async function soak(chosen: SoakOptions): Promise<number> {
  const interrupted = new AbortController();
  const interrupt = () => (interrupted.signal.aborted ? process.exit(130) : interrupted.abort());
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  const { minutes, managers, agents, seed, release, faults } = chosen;
  console.log(`soak: ${managers} managers, ${agents} agents, ${minutes} min, Coder ${release}, --seed ${seed}`);
  console.log(`faults: ${faults.join(", ") || "none"}\n`);
  const outcome = await runSoak(chosen, {
    interrupted: interrupted.signal,
    onProgress: (line) => {
      if (process.stderr.isTTY) console.error(line);
    },
  });
  console.log(report(outcome));
  return outcome.findings.length === 0 ? 0 : 1;
}
