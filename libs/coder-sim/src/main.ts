import { runCommand } from "./run-command.ts";

const interrupted = new AbortController();
for (const name of ["SIGINT", "SIGTERM"]) process.once(name, () => interrupted.abort());

process.exitCode = await runCommand(process.argv.slice(2), {
  signal: interrupted.signal,
  say: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
});
