import type { RawAnswer } from "../raw-http.ts";
import { send } from "../raw-http.ts";
import { authToken, coderToken, startAttacked } from "./attacked-process.ts";
import type { Answer } from "./fault-of.ts";
import type { HostileCall } from "./hostile-calls.ts";

interface Order {
  /** Of each request, beside those that every client sends. */
  readonly headers?: Readonly<Record<string, string>>;
}

const modern = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientInfo": { name: "hostile", version: "0" },
  "io.modelcontextprotocol/clientCapabilities": {},
};

/** The bundled server over HTTP with a token, and everything that it ever answered. */
export async function startHttpTarget(settings: Readonly<Record<string, string>> = {}) {
  const attacked = await startAttacked(["--http", "--port", "0"], {
    FLEET_MCP_AUTH_TOKEN: authToken,
    FLEET_MCP_REQUESTS_PER_MINUTE: "1000000",
    ...settings,
  });
  const url = await new Promise<string>((resolve, reject) => {
    attacked.errors.on("line", (line) => {
      const address = /"address":"(http:[^"]+)"/.exec(line)?.[1];
      if (address) resolve(address);
    });
    attacked.child.once("exit", () => reject(new Error(attacked.printed.join("\n"))));
  });
  const answers: RawAnswer[] = [];
  let id = 0;

  return { ...attacked, url, post, call, callAsOf2025, leaks, get: (path: string) => read(path) };

  async function keep(answer: Promise<RawAnswer>): Promise<RawAnswer> {
    answers.push(await answer);
    return await answer;
  }

  /** Any body, with the token unless the headers say otherwise. */
  function post(body: string, { headers = {} }: Order = {}): Promise<RawAnswer> {
    return keep(send(url, { headers: { authorization: `Bearer ${authToken}`, ...headers }, body }));
  }

  function read(path: string): Promise<RawAnswer> {
    const headers = { authorization: `Bearer ${authToken}` };
    return keep(send(new URL(path, url).href, { method: "GET", headers }));
  }

  async function call({ tool, json }: HostileCall): Promise<Answer | undefined> {
    const params = `{"name":${JSON.stringify(tool)},"arguments":${json},"_meta":${JSON.stringify(modern)}}`;
    const headers = { "mcp-protocol-version": "2026-07-28", "mcp-method": "tools/call", "mcp-name": tool };
    return messageIn(await post(request(params), { headers }));
  }

  async function callAsOf2025({ tool, json }: HostileCall): Promise<Answer | undefined> {
    return messageIn(await post(request(`{"name":${JSON.stringify(tool)},"arguments":${json}}`)));
  }

  function request(params: string): string {
    id += 1;
    return `{"jsonrpc":"2.0","id":${id},"method":"tools/call","params":${params}}`;
  }

  /** Where a token can be read that nobody should. */
  function leaks(): readonly string[] {
    const told = answers.map(({ headers, body }) => JSON.stringify(headers) + body);
    return [...attacked.printed, ...told].filter((text) => secrets.some((secret) => text.includes(secret)));
  }
}
export type HttpTarget = Awaited<ReturnType<typeof startHttpTarget>>;

/** Also the beginnings, and the form in which proxies and logs like to keep them. */
export const secrets = [authToken, coderToken].flatMap((secret) => [
  secret,
  secret.slice(0, 20),
  Buffer.from(secret).toString("base64").slice(0, 40),
]);

/** The last message of an answer, which may be a stream. */
export function messageIn({ body }: RawAnswer): Answer | undefined {
  const text = body.includes("data: ") ? body.slice(body.lastIndexOf("data: ") + 6) : body;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
