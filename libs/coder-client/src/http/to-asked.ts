import type { Asked } from "./answer.ts";
import type { CoderRequest } from "./coder-request.ts";
import { redact } from "./redact.ts";
import { describePath } from "./request-path.ts";

/** A request as errors may show it. */
export const toAsked = (
  request: CoderRequest,
  { token, host }: { readonly token: string; readonly host: string },
): Asked => ({
  method: request.method ?? "GET",
  path: redact(describePath(request), token),
  target: request.target ?? "api",
  host,
});
