import type { SimRequest } from "./sim-request.ts";

/** One answer. */
export interface SimAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Of a stream: sends what happens until the result is called. */
  readonly stream?: (send: (chunk: string) => void) => () => void;
  /** Of a WebSocket, the same: what it sends are texts. What comes in says nothing. */
  readonly socket?: (send: (text: string) => void) => () => void;
  /** What goes wrong on the way back: nothing is sent, or only after this many real milliseconds. */
  readonly isLost?: boolean;
  readonly delayMs?: number;
}

const jsonType = "application/json; charset=utf-8";

export const json = (status: number, value: unknown): SimAnswer => jsonText(status, JSON.stringify(value));

export const jsonText = (status: number, body: string): SimAnswer => ({
  status,
  headers: { "content-type": jsonType },
  body,
});

export const empty = (status: number): SimAnswer => ({ status, headers: {}, body: "" });

export const text = (status: number, body: string): SimAnswer => ({
  status,
  headers: { "content-type": "text/plain; charset=utf-8" },
  body,
});

export const eventStream = (stream: NonNullable<SimAnswer["stream"]>): SimAnswer => ({
  status: 200,
  headers: { "content-type": "text/event-stream", "cache-control": "no-cache" },
  body: "",
  stream,
});

/** To a request that asks for a WebSocket; any other is told to. */
export function webSocket({ headers }: SimRequest, socket: NonNullable<SimAnswer["socket"]>): SimAnswer {
  if (headers["upgrade"]?.toLowerCase() === "websocket") return { status: 101, headers: {}, body: "", socket };
  const told = text(426, 'WebSocket protocol violation: Connection header "" does not contain Upgrade\n');
  return { ...told, headers: { ...told.headers, connection: "Upgrade", upgrade: "websocket" } };
}

export interface Fault {
  readonly field: string;
  readonly detail: string;
}

/** A refusal as Coder words it. */
export function refusal(
  status: number,
  message: string,
  more: { detail?: string; validations?: readonly Fault[] } = {},
) {
  return json(status, { message, ...more });
}

export const missing = (): SimAnswer => refusal(404, "Resource not found or you do not have access to this resource");
export const forbidden = (): SimAnswer =>
  refusal(403, "Forbidden.", {
    detail:
      "You don't have permission to view this content. If you believe this is a mistake, please contact your administrator or try signing in with different credentials.",
  });
export const routeMissing = (): SimAnswer => refusal(404, "Route not found.");
export const buildActive = (): SimAnswer =>
  refusal(409, "A workspace build is already active.", { detail: "A workspace build is already active." });

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;" };
const escaped = (words: string) => words.replace(/[&<>"]/g, (character) => escapes[character] ?? character);

/** A page of the app proxy: titled as Coder's, in HTML of our own. */
export function htmlPage(status: number, title: string, description: string): SimAnswer {
  const heading = `${status} - ${title}`;
  return {
    status,
    headers: { "content-type": "text/html; charset=utf-8" },
    body: `<!doctype html>\n<html lang="en">\n<head><title>${heading}</title></head>\n<body><h1>${heading}</h1><p>${escaped(description)}</p></body>\n</html>\n`,
  };
}
