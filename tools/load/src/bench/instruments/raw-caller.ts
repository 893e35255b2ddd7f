import { Agent, request } from "node:http";

const envelope = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientCapabilities": {},
  "io.modelcontextprotocol/clientInfo": { name: "fleet-mcp-load", version: "0.0.0" },
};
const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list", params: { _meta: envelope } });
const headers = {
  "content-type": "application/json",
  accept: "application/json, text/event-stream",
  "mcp-protocol-version": "2026-07-28",
  "mcp-method": "tools/list",
};

/** Bare requests of one caller, on a connection of its own that is kept. They resolve with the status of the answer. */
export function createRawCaller(url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    listTools: (token: string) => send("POST", token),
    /** What the server refuses as soon as it knows who asks: 405, or 401 before that. */
    knock: (token: string) => send("GET", token),
    stop: () => agent.destroy(),
  };

  function send(method: "GET" | "POST", token: string): Promise<number> {
    return new Promise((resolve, reject) => {
      const order = { agent, method, headers: { ...headers, authorization: `Bearer ${token}` } };
      const sent = request(url, order, (answer) => answer.resume().on("end", () => resolve(answer.statusCode ?? 0)));
      sent.on("error", reject).end(method === "POST" ? body : undefined);
    });
  }
}
export type RawCaller = ReturnType<typeof createRawCaller>;
