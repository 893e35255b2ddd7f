import { request } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import { connect } from "node:net";

export interface RawAnswer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface RawRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export const rpcHeaders = { "content-type": "application/json", accept: "application/json, text/event-stream" };
export const listTools = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list", params: {} });

/** fetch cannot set Host and Origin. */
export function send(url: string, { method = "POST", headers = {}, body = listTools }: RawRequest = {}) {
  return new Promise<RawAnswer>((resolve, reject) => {
    const sent = request(url, { method, headers: { ...rpcHeaders, ...headers }, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body: text }));
    });
    sent.on("error", reject);
    sent.end(method === "POST" ? body : undefined);
  });
}

/** Another page of the same server. */
export const at = (address: string, path: string): string => new URL(path, address).href;

export const withToken = (token: string) => ({ authorization: `Bearer ${token}` });

/** A connection that says what it is told to, byte for byte. `received` holds what came back, until `ended`. */
export function connectRaw(address: string) {
  const { port, hostname } = new URL(address);
  const socket = connect(Number(port), hostname);
  let received = "";
  socket.setEncoding("utf8").on("data", (chunk: string) => (received += chunk));
  socket.on("error", () => {});
  const ended = new Promise<string>((resolve) => socket.once("close", () => resolve(received)));
  return { write: (text: string) => void socket.write(text), destroy: () => void socket.destroy(), ended, socket };
}
