// Ends with 0 when the server of this container answers. Over stdio there is nobody to ask, and nothing to find wrong.
// `node healthcheck.mjs [file with the command line of the server]`
import { readFileSync } from "node:fs";

const command = readFileSync(process.argv[2] ?? "/proc/1/cmdline", "utf8").split("\0");
const url = `http://127.0.0.1:${process.env.FLEET_MCP_PORT ?? 3737}/healthz`;
const isHealthy = async () => (await fetch(url).catch(() => undefined))?.ok === true;

process.exitCode = !command.includes("--http") || (await isHealthy()) ? 0 : 1;
