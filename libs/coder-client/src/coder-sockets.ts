import type { CallOptions } from "@fleet-mcp/models";
import type { z } from "zod";
import type { CoderHttpSettings } from "./coder-http.ts";
import { parseJson } from "./http/answer.ts";
import { toBaseUrl } from "./http/base-url.ts";
import type { CoderRequest } from "./http/coder-request.ts";
import { observeNothing } from "./http/observe-request.ts";
import { openSocket } from "./http/open-socket.ts";
import { requestPath } from "./http/request-path.ts";
import { requestRoute } from "./http/request-route.ts";
import { isSendable, sessionHeaders } from "./http/session-auth.ts";
import { systemClock } from "./http/system-clock.ts";
import { defaultTimeoutMs } from "./http/timeouts.ts";
import { toAsked } from "./http/to-asked.ts";
import { transportError } from "./http/transport-error.ts";
import { unsendable } from "./http/unsendable.ts";
import { withDeadline } from "./http/with-deadline.ts";

/** Coder's WebSockets, with the same credential and errors as its requests. The token stays in this closure. */
export function createCoderSockets({ baseUrl, token, clock = systemClock, userAgent, observe }: CoderHttpSettings) {
  const base = toBaseUrl(baseUrl);
  return { open };

  /**
   * Resolves when it is open, with what it brings from then on; frames that do not fit the schema are passed over. Both opening
   * and the loop fail with a CoderError, or with the reason of an aborted signal. Nothing is repeated.
   */
  async function open<Schema extends z.ZodType>(schema: Schema, request: CoderRequest, options: CallOptions) {
    const asked = toAsked(request, { token, host: base.host });
    const path = requestPath(request);
    if (path === undefined) throw unsendable(asked, "bad_name");
    if (!isSendable(token)) throw unsendable(asked, "unauthenticated");
    return translated(await connect(path, schema, request, options).catch(raise), raise);

    function raise(failure: unknown): never {
      options.signal.throwIfAborted();
      throw transportError(asked, failure, token);
    }
  }

  async function connect<Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    request: CoderRequest,
    { signal }: CallOptions,
  ) {
    const url = new URL(`${base.href.replace(/^http/, "ws").replace(/\/$/, "")}${path}`);
    const named = { "user-agent": userAgent ?? "fleet-mcp", ...sessionHeaders(token, request) };
    let opening: Promise<AsyncIterable<z.output<Schema>>> | undefined;
    await (observe ?? observeNothing)({ method: "GET", route: requestRoute(request) }, (added) => {
      const order = { url, headers: { ...added, ...named }, clock, read: (text: string) => parse(schema, text) };
      opening = withDeadline(request.timeoutMs ?? defaultTimeoutMs, signal, (attemptSignal) =>
        openSocket(order, { signal: attemptSignal }),
      );
      return opening.then(
        () => 101,
        () => (signal.aborted ? "cancelled" : "error"),
      );
    });
    if (!opening) throw new Error("A request was observed without being sent.");
    return opening;
  }
}
export type CoderSockets = ReturnType<typeof createCoderSockets>;

function parse<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> | undefined {
  const json = parseJson(text);
  return json && schema.safeParse(json.value).data;
}

async function* translated<T>(frames: AsyncIterable<T>, raise: (failure: unknown) => never): AsyncGenerator<T> {
  try {
    yield* frames;
  } catch (failure) {
    raise(failure);
  }
}
