// npm run bench: the numbers of docs/performance.md.
import { allMeasures } from "./all-measures.ts";
import { parseOptions } from "./parse-options.ts";
import { runBench } from "./run-bench.ts";
import { usage } from "./usage.ts";

const options = parseOptions(
  process.argv.slice(2),
  allMeasures.map(({ name }) => name),
);
if (typeof options === "string") {
  console.error(`bench: ${options}`);
  process.exitCode = 2;
} else if (options.help) {
  console.log(usage(allMeasures));
} else {
  const output = { say: (line: string) => console.log(line), note: (line: string) => console.error(line) };
  await runBench(allMeasures, options, output).catch((error: unknown) => {
    console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  });
}
