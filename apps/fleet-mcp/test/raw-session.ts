import { rpcHeaders } from "./raw-http.ts";

interface SessionOptions {
  /** Without it, the client cannot be asked anything. */
  readonly canBeAsked?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Begins a session as a client of 2025-11-25 does. `request` sends in it whatever it is told to, also after its end. */
export async function openSession(address: string, { canBeAsked = false, headers = {} }: SessionOptions = {}) {
  const base = { ...rpcHeaders, "mcp-protocol-version": "2025-11-25", ...headers };
  const capabilities = canBeAsked ? { elicitation: {} } : {};
  const begun = await fetch(address, { method: "POST", headers: base, body: initialize(capabilities) });
  await begun.text();
  const id = begun.headers.get("mcp-session-id") ?? "none";

  const request = (method: string, message?: unknown, signal?: AbortSignal): Promise<Response> =>
    fetch(address, {
      method,
      headers: { ...base, "mcp-session-id": id },
      ...(message === undefined ? {} : { body: JSON.stringify(message) }),
      ...(signal ? { signal } : {}),
    });

  return {
    id,
    status: begun.status,
    request,
    post: (message: unknown, signal?: AbortSignal) => request("POST", message, signal),
    call: (requestId: number, name: string, signal?: AbortSignal) =>
      request("POST", callMessage(requestId, name), signal),
    /** Opens the stream of the session. */
    listen: (signal?: AbortSignal) => request("GET", undefined, signal),
    end: () => request("DELETE"),
  };
}

export const callMessage = (id: number, name: string) => ({
  jsonrpc: "2.0",
  id,
  method: "tools/call",
  params: { name, arguments: {} },
});

export const listMessage = { jsonrpc: "2.0", id: 99, method: "tools/list", params: {} };

const initialize = (capabilities: unknown): string =>
  JSON.stringify({
    jsonrpc: "2.0",
    id: 0,
    method: "initialize",
    params: { protocolVersion: "2025-11-25", capabilities, clientInfo: { name: "raw", version: "0" } },
  });

/** The messages of an answer, as they come; ends with the answer. */
export async function* messagesOf(response: Response): AsyncGenerator<Record<string, unknown>> {
  let text = "";
  const body: AsyncIterable<Uint8Array> | null = response.body;
  const decoder = new TextDecoder();
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const events = text.split("\n\n");
    text = events.pop() ?? "";
    for (const event of events) {
      const data = /^data: (.+)$/m.exec(event)?.[1];
      if (data !== undefined) yield JSON.parse(data);
    }
  }
}
