import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { quiet } from "./quiet.ts";

/** What is published: one file, nothing beside it. The `bundle` target makes it before these tests. */
export const bundle = fileURLToPath(new URL("../bundle/main.js", import.meta.url));

const environment = (coderUrl: string, token = "canaryToke-0123456789abcdefghijkl") => ({
  HOME: "/nonexistent",
  ...quiet,
  CODER_URL: coderUrl,
  CODER_SESSION_TOKEN: token,
});

interface Choice {
  readonly token?: string;
  /** On the day of the cassettes: what time it is when the server starts, so that what it notes agrees with what Coder tells. */
  readonly startsAt?: string;
}

/** Flags of Node for a machine with that time. */
function clockFlags(startsAt: string | undefined): readonly string[] {
  if (startsAt === undefined) return [];
  const shift = `const { now } = Date; const ahead = now() - Date.parse("2026-01-01T${startsAt}Z"); Date.now = () => now() - ahead;`;
  return ["--import", `data:text/javascript,${encodeURIComponent(shift)}`];
}

/** The server as an MCP client starts it. */
export const stdioServer = (coderUrl: string, { token, startsAt }: Choice = {}) =>
  new StdioClientTransport({
    command: process.execPath,
    args: [...clockFlags(startsAt), bundle],
    env: environment(coderUrl, token),
    stderr: "ignore",
  });

/** The server on a free port; everything it wrote to stderr is in `log`. */
export async function startHttpServer(coderUrl: string, { token, startsAt }: Choice = {}) {
  const child = spawn(process.execPath, [...clockFlags(startsAt), bundle, "--http", "--port", "0"], {
    env: environment(coderUrl, token),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log: string[] = [];
  const lines = createInterface({ input: child.stderr });
  const url = await new Promise<string>((resolve, reject) => {
    lines.on("line", (line) => {
      log.push(line);
      const address = /"address":"(http:[^"]+)"/.exec(line)?.[1];
      if (address) resolve(address);
    });
    child.once("exit", () => reject(new Error(`The server did not start: ${log.join("\n")}`)));
  });
  return {
    url,
    log,
    /** Resolves once a line of the log has this. */
    async logged(part: string) {
      while (!log.some((line) => line.includes(part))) await once(lines, "line");
    },
    async stop() {
      const exited = once(child, "exit");
      child.kill("SIGTERM");
      const [code] = await exited;
      return code;
    },
  };
}
