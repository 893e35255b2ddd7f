import type { CallOptions, Clock } from "@fleet-mcp/models";
import type { KyInstance } from "ky";
import type { z } from "zod";
import { CoderError } from "./coder-error.ts";
import { refusalError, unreadableError } from "./http/answer-error.ts";
import { parseJson } from "./http/answer.ts";
import type { Answer, Asked } from "./http/answer.ts";
import { toBaseUrl } from "./http/base-url.ts";
import type { CoderRequest } from "./http/coder-request.ts";
import { firstEvent } from "./http/first-event.ts";
import { observeNothing } from "./http/observe-request.ts";
import type { ObserveRequest, RequestOutcome } from "./http/observe-request.ts";
import { redact } from "./http/redact.ts";
import { describePath, requestPath } from "./http/request-path.ts";
import { requestRoute } from "./http/request-route.ts";
import { retryDelayMs } from "./http/retry-delay.ts";
import { createServerClock } from "./http/server-clock.ts";
import { isSendable, sessionHeaders } from "./http/session-auth.ts";
import { systemClock } from "./http/system-clock.ts";
import { defaultTimeoutMs } from "./http/timeouts.ts";
import { toForm } from "./http/to-form.ts";
import { transportError } from "./http/transport-error.ts";
import { withDeadline } from "./http/with-deadline.ts";

export interface CoderHttpSettings {
  /** May have a path prefix. */
  readonly baseUrl: string;
  readonly token: string;
  readonly fetch?: typeof fetch;
  readonly clock?: Clock;
  readonly userAgent?: string;
  /** Sees every attempt, for metrics and traces. */
  readonly observe?: ObserveRequest;
}

/**
 * The only way to Coder: requests in, parsed answers out. Reads are repeated, failures are CoderErrors, an aborted
 * signal rejects with its own reason. The token stays in this closure.
 */
export function createCoderHttp({
  baseUrl,
  token,
  fetch,
  clock = systemClock,
  userAgent,
  observe = observeNothing,
}: CoderHttpSettings) {
  const base = toBaseUrl(baseUrl);
  let ky: Promise<KyInstance> | undefined;
  const server = createServerClock(clock);
  return { read, readDate, readFirstEvent, run, clock: server.clock };

  async function read<Schema extends z.ZodType>(schema: Schema, request: CoderRequest, options: CallOptions) {
    const answer = await exchange(request, options, readText);
    return parse(schema, request, answer);
  }

  /** What time it is, in milliseconds, where the answer came from; undefined when it does not say. */
  async function readDate(request: CoderRequest, options: CallOptions): Promise<number | undefined> {
    const { headers } = await exchange(request, options, readText);
    const at = Date.parse(headers.get("date") ?? "");
    return Number.isNaN(at) ? undefined : at;
  }

  /** Of a stream of server-sent events; hangs up after it. */
  async function readFirstEvent<Schema extends z.ZodType>(schema: Schema, request: CoderRequest, options: CallOptions) {
    const answer = await exchange(request, options, readEvent);
    return parse(schema, request, answer);
  }

  /** For endpoints whose answer holds nothing to read. */
  async function run(request: CoderRequest, options: CallOptions): Promise<void> {
    await exchange(request, options, readText);
  }

  async function exchange(request: CoderRequest, options: CallOptions, readBody: BodyReader): Promise<Answer> {
    for (let retries = 0; ; retries += 1) {
      try {
        return await attempt(request, options, readBody);
      } catch (error) {
        const delayMs = error instanceof CoderError ? retryDelayMs(error, retries) : undefined;
        if (delayMs === undefined) throw error;
        await clock.sleep(delayMs, options.signal);
      }
    }
  }

  async function attempt(request: CoderRequest, { signal }: CallOptions, readBody: BodyReader): Promise<Answer> {
    const asked = toAsked(request);
    const path = requestPath(request);
    if (path === undefined) throw unsendable(asked, "bad_name");
    if (!isSendable(token)) throw unsendable(asked, "unauthenticated");

    const form = request.file && toForm(request.file);
    ky ??= createKy();
    const send = await ky;
    const askedAt = clock.now();
    const answer = await observed(request, signal, (headers) =>
      withDeadline(request.timeoutMs ?? defaultTimeoutMs, signal, async (attemptSignal) => {
        const response = await send(path, {
          method: asked.method,
          searchParams: Object.entries(request.query ?? {}).flatMap(([name, value]) =>
            value === undefined ? [] : [[name, value]],
          ),
          ...(request.body !== undefined && { json: request.body }),
          ...(form && { body: form.body }),
          headers: { ...headers, ...form?.headers },
          signal: attemptSignal,
        });
        return { status: response.status, headers: response.headers, text: await readBody(response) };
      }).catch((failure: unknown) => {
        signal.throwIfAborted();
        throw transportError(asked, failure, token);
      }),
    );
    // An app has the clock of its workspace.
    if (asked.target === "api") server.learn(answer.headers.get("date"), askedAt);
    if (answer.status < 200 || answer.status > 299) throw refusalError(asked, answer, { token, now: clock.now() });
    return answer;
  }

  /** Sends what the observer lets through. The workspace's owner reads what its app gets, so the app gets nothing of ours. */
  async function observed(
    request: CoderRequest,
    signal: AbortSignal,
    send: (headers: Readonly<Record<string, string>>) => Promise<Answer>,
  ): Promise<Answer> {
    let sent: Promise<Answer> | undefined;
    await observe({ method: request.method ?? "GET", route: requestRoute(request) }, (added) => {
      sent = send({ ...(request.target !== "app" && added), ...sessionHeaders(token, request) });
      return sent.then(
        ({ status }): RequestOutcome => status,
        () => (signal.aborted ? "cancelled" : "error"),
      );
    });
    if (!sent) throw new Error("A request was observed without being sent.");
    return sent;
  }

  function parse<Schema extends z.ZodType>(schema: Schema, request: CoderRequest, answer: Answer): z.output<Schema> {
    const json = parseJson(answer.text);
    if (json === undefined) throw unreadableError("not_json", toAsked(request), answer);
    const parsed = schema.safeParse(json.value);
    if (parsed.success) return parsed.data;
    const where = parsed.error.issues[0]?.path.join(".");
    throw unreadableError("wrong_shape", toAsked(request), answer, where);
  }

  /** Imported at the first request: ky makes Node load all of fetch, for which the start of a server need not wait. */
  async function createKy(): Promise<KyInstance> {
    const { default: ky } = await import("ky");
    // Statuses, repetition and time-outs are decided here and not by ky: its errors carry the request with the token.
    return ky.create({
      prefix: base,
      headers: { accept: "application/json", "user-agent": userAgent ?? "fleet-mcp" },
      redirect: "manual",
      retry: 0,
      throwHttpErrors: false,
      timeout: false,
      ...(fetch && { fetch }),
    });
  }

  function toAsked(request: CoderRequest): Asked {
    return {
      method: request.method ?? "GET",
      path: redact(describePath(request), token),
      target: request.target ?? "api",
      host: base.host,
    };
  }
}
export type CoderHttp = ReturnType<typeof createCoderHttp>;

type BodyReader = (response: Response) => Promise<string>;

const readText: BodyReader = (response) => response.text();
const readEvent: BodyReader = (response) => (response.ok ? firstEvent(response.body) : response.text());

/** Refused by ourselves, before anything was sent. */
function unsendable({ method, path }: Asked, reason: "bad_name" | "unauthenticated"): CoderError {
  const [code, sentence] =
    reason === "bad_name"
      ? (["invalid_input", "A name is empty, a dot segment, or holds control characters."] as const)
      : (["unauthenticated", "The session token holds characters that no token of Coder has."] as const);
  return new CoderError(sentence, {
    where: `${method} ${path}`,
    code,
    reason,
    method,
    path,
    delivered: method === "GET" ? undefined : "no",
  });
}
