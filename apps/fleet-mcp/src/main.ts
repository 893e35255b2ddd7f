#!/usr/bin/env node
import process from "node:process";
import { setFlagsFromString } from "node:v8";
import { run } from "./run.ts";

// A list of a thousand agents leaves tens of megabytes of garbage, which V8 by default lets grow to a quarter of a gigabyte.
// Every MCP client starts a server of its own: collect earlier, for a few milliseconds of such a list.
for (const flag of ["--semi-space-growth-factor=1", "--heap-growing-percent=25"]) setFlagsFromString(flag);

const code = await run(process);
// Connections to Coder that are kept for the next call would hold the process for seconds; a client that does not read, for ever.
const exit = () => process.exit(code);
setTimeout(exit, 200);
process.stdout.write("", exit);
