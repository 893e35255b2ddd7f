import type { CoderRequest } from "./coder-request.ts";

/** What came back for one request, read to its end (of a stream: its first event). */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** The request that an error is about, as errors may show it. */
export interface Asked {
  readonly method: NonNullable<CoderRequest["method"]>;
  readonly path: string;
  readonly target: NonNullable<CoderRequest["target"]>;
  /** Host of the configured URL. */
  readonly host: string;
}

/** Whether a failure may have changed something. */
export const isWrite = ({ method }: Asked): boolean => method !== "GET";

/** Undefined when the text is not JSON. */
export function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

export function requestIdOf({ headers }: Answer): string | undefined {
  const id = headers.get("x-coder-request-id") ?? "";
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id) ? id : undefined;
}
