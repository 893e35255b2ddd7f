import { http } from "msw";
import type { RequestHandler } from "msw";
import { isRead, requestKey } from "./request-key.ts";
import type { Answers } from "./replay/cassette-answers.ts";
import { nearestKeys } from "./replay/nearest-keys.ts";
import { toSentRequest } from "./replay/sent-request.ts";
import type { SentRequest } from "./replay/sent-request.ts";
import { sizedResponse } from "./replay/sized-response.ts";
import { toResponse } from "./replay/to-response.ts";

export interface Replay {
  readonly handlers: RequestHandler[];
  /** What was sent, in order. */
  readonly requests: SentRequest[];
  /** The keys of requests that nothing answered, in order. */
  readonly unmatched: string[];
  unused(): readonly string[];
}

/**
 * One MSW handler for everything below `origin` (`*` for any). What no recording answers gets status 599
 * with its key and the recorded keys most alike. `override` may answer a request before the recordings do.
 */
export function replayCassette(
  answers: Answers,
  { origin = "*", override }: { readonly origin?: string; readonly override?: Override } = {},
): Replay {
  const requests: SentRequest[] = [];
  const unmatched: string[] = [];
  const handler = http.all(`${origin}/*`, async ({ request }) => {
    const sent = await toSentRequest(request);
    requests.push(sent);
    return (await override?.(sent, request.signal)) ?? answer(sent);
  });
  return { handlers: [handler], requests, unmatched, unused: answers.unused };

  function answer({ method, url, body }: SentRequest): Response {
    const key = requestKey(method, url, body);
    const entry = answers.find(key, isRead(method));
    if (entry !== undefined) return toResponse(entry);
    unmatched.push(key);
    return notRecorded(key, answers.keys());
  }
}

export type Override = (sent: SentRequest, signal: AbortSignal) => Promise<Response> | undefined;

function notRecorded(key: string, recorded: readonly string[]): Response {
  const message = recorded.includes(key)
    ? "This request was recorded, but only later, or as often as it has been answered already."
    : "No recorded exchange answers this request.";
  return sizedResponse(JSON.stringify({ message, key, nearest: nearestKeys(key, recorded) }), {
    status: 599,
    statusText: "No Recorded Exchange",
    headers: { "content-type": "application/json" },
  });
}
