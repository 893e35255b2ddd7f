#!/usr/bin/env node
import process from "node:process";
import { run } from "./run.ts";

const code = await run(process);
// Connections to Coder that are kept for the next call would hold the process for seconds.
process.stdout.write("", () => process.exit(code));
