import { text } from "node:stream/consumers";
import type { Readable } from "node:stream";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { startCoderSim } from "@fleet-mcp/coder-sim";
import type { RunningCoderSim } from "@fleet-mcp/coder-sim";
import { eventLogFile } from "../src/config/event-log-file.ts";
import { bundle } from "./bundled-server.ts";
import { connectModern } from "./connect.ts";

/** A small still fleet. */
export const startFleet = (): Promise<RunningCoderSim> =>
  startCoderSim({ agents: 3, isLively: false, rateLimit: 0, timeScale: 40 });

interface Coder {
  readonly url: string;
  readonly token: string;
}

/** The file that the server keeps its events in. */
export function logOf(coder: Coder, dataDir: string): string {
  const file = eventLogFile({ coder, owner: "me", dataDir }, { env: {}, platform: "linux" });
  if (file === undefined) throw new Error("There is a Coder and a folder, so there is a file.");
  return file;
}

interface Choice {
  readonly settings?: Readonly<Record<string, string>>;
  /** Whether it runs as a user without rights, for tests run by root. */
  readonly isNobody?: boolean;
}

export const nobody = { uid: 65_534, gid: 65_534 };
const asNobody = `process.setgid(${nobody.gid}); process.setuid(${nobody.uid}); import(process.argv[1]);`;

/** The bundled server over stdio with an event log, observing; its log is given at the end. */
export async function startWithLog(coder: Coder, dataDir: string, { settings = {}, isNobody = false }: Choice = {}) {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [...(isNobody ? ["-e", asNobody] : []), bundle],
    env: {
      HOME: "/nonexistent",
      CODER_URL: coder.url,
      CODER_SESSION_TOKEN: coder.token,
      FLEET_MCP_DATA_DIR: dataDir,
      FLEET_MCP_OBSERVE: "1",
      ...settings,
    },
    stderr: "pipe",
  });
  const log = text(transport.stderr as Readable);
  const client = await connectModern(transport);
  return {
    client,
    pid: transport.pid,
    /** Ends the server; gives its warnings and worse. */
    async close(): Promise<readonly Readonly<Record<string, unknown>>[]> {
      await client.close();
      const lines = (await log).trimEnd().split("\n");
      return lines.map((line) => JSON.parse(line)).filter(({ level }) => level !== "info");
    },
  };
}
