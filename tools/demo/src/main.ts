import { fileURLToPath } from "node:url";
import { runDemo } from "./run-demo.ts";

const interrupt = new AbortController();
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(name, () => interrupt.abort());
// Whoever read the output has gone.
process.stdout.on("error", () => interrupt.abort());

process.exitCode = await runDemo(process.argv.slice(2), {
  root: fileURLToPath(new URL("../../../", import.meta.url)),
  environment: process.env,
  output: process.stdout,
  complain: (line) => console.error(line),
  signal: interrupt.signal,
});
