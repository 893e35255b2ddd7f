import { HttpResponse } from "msw";
import type { Override } from "./replay-cassette.ts";
import { sizedResponse } from "./replay/sized-response.ts";
import { requestKey } from "./request-key.ts";

/** An answer that cannot be recorded; JSON comes from Coder 2.31 unless something else is said. `hang` answers only when the request is aborted. */
export type HandWritten =
  | "network-error"
  | "hang"
  | {
      readonly status: number;
      readonly json?: unknown;
      readonly text?: string;
      readonly headers?: Readonly<Record<string, string>>;
    };

/** Has tasks and no chats. */
const usualRelease = "v2.31.9";

/** Answers written by hand, each given once, in the order they were added for their method, path and query. */
export function createHandWrittenAnswers() {
  let release = usualRelease;
  const waiting: { readonly key: string; readonly response: HandWritten }[] = [];

  return {
    add(method: string, pathAndQuery: string, response: HandWritten): void {
      waiting.push({ key: requestKey(method, pathAndQuery, undefined), response });
    },
    /** Coder names its release in every answer: in those to come, this one. */
    setRelease(version: string): void {
      release = version;
    },
    override: ((sent, signal) => {
      const key = requestKey(sent.method, sent.url, undefined);
      const index = waiting.findIndex((one) => one.key === key);
      const [one] = index < 0 ? [] : waiting.splice(index, 1);
      return one === undefined ? undefined : write(one.response, release, signal);
    }) satisfies Override,
    unused: (): readonly string[] => waiting.map(({ key }) => key),
  };
}

async function write(response: HandWritten, release: string, signal: AbortSignal): Promise<Response> {
  if (response === "network-error") return HttpResponse.error();
  if (response === "hang") {
    await aborted(signal);
    return HttpResponse.error();
  }
  const { status, headers } = response;
  if (!("json" in response)) return sizedResponse(response.text ?? "", { status, headers: { ...headers } });
  const ofCoder = { "content-type": "application/json", "x-coder-build-version": release };
  return sizedResponse(JSON.stringify(response.json), { status, headers: { ...ofCoder, ...headers } });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
