import { cassettesFolder } from "@fleet-mcp/testing";
import { runCommand } from "./run-command.ts";
import { scenariosFolder } from "./store/load-scenarios.ts";

const interrupted = new AbortController();
for (const name of ["SIGINT", "SIGTERM"]) process.once(name, () => interrupted.abort());

process.exitCode = await runCommand(process.argv.slice(2), {
  environment: process.env,
  cassettesFolder,
  scenariosFolder,
  signal: interrupted.signal,
  say: (line) => console.log(line),
  complain: (line) => console.error(line),
});
