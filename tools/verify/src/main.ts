// npm test: everything that must hold. `main.ts docs` writes the generated documents instead.
import { fileURLToPath } from "node:url";
import { documents } from "./documents.ts";
import { lastLines } from "./last-lines.ts";
import { nodeFlags } from "./node-flags.ts";
import { runCommand } from "./run-command.ts";
import { steps } from "./steps.ts";
import { verify } from "./verify.ts";

process.once("SIGINT", () => process.exit(130)).once("SIGTERM", () => process.exit(143));
const root = fileURLToPath(new URL("../../..", import.meta.url)).replace(/[/\\]$/, "");
if (process.argv[2] === "docs") {
  for (const { file, program } of documents) {
    const { isGood, output } = await runCommand(root, process.execPath, [...nodeFlags, ...program]);
    console.log(isGood ? `✓ ${file}` : [`✗ ${file}`, ...lastLines(output, 60)].join("\n"));
    if (!isGood) process.exitCode = 1;
  }
} else {
  const { default: jest } = await import(`${root}/jest.config.js`);
  const isGood = await verify(steps(root, jest.coverageThreshold.global), (line) => console.log(line));
  process.exitCode = isGood ? 0 : 1;
}
