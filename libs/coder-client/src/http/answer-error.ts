import { CoderError } from "../coder-error.ts";
import type { CoderReason } from "../coder-error.ts";
import { isWrite, requestIdOf } from "./answer.ts";
import type { Answer, Asked } from "./answer.ts";
import { errorCode } from "./error-code.ts";
import { reasonSentence } from "./reason-sentence.ts";
import { redact } from "./redact.ts";
import { refusalReason } from "./refusal-reason.ts";
import { readRefusal } from "./wire-refusal.ts";

export interface AnswerErrorContext {
  readonly token: string;
  readonly now: number;
}

/** The error for an answer that refuses, redirects or comes from somebody else. */
export function refusalError(asked: Asked, answer: Answer, { token, now }: AnswerErrorContext): CoderError {
  const reason = refusalReason(asked, answer);
  const refusal = readRefusal(answer.text);
  return answerError(reason, asked, answer, {
    retryAfterSeconds: reason === "rate_limited" ? retryAfterSeconds(answer, now) : undefined,
    fields: refusal?.validations.map(({ field }) => redact(field, token)),
    coderMessage: refusal && redact([refusal.message, refusal.detail].filter(Boolean).join(" "), token),
  });
}

/** The error for an answer that says yes in a way we cannot read; `where` is the place in our schema. */
export function unreadableError(
  reason: "not_json" | "wrong_shape",
  asked: Asked,
  answer: Answer,
  where?: string,
): CoderError {
  return answerError(reason, asked, answer, { where });
}

interface Details {
  readonly where?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly fields?: readonly string[] | undefined;
  readonly coderMessage?: string | undefined;
}

function answerError(reason: CoderReason, asked: Asked, answer: Answer, { where, ...details }: Details): CoderError {
  const { method, path } = asked;
  const { status } = answer;
  const requestId = requestIdOf(answer);
  const about = [
    `${method} ${path}`,
    `status ${status}`,
    ...(where ? [`at ${where}`] : []),
    ...(requestId ? [`request id ${requestId}`] : []),
  ];
  return new CoderError(reasonSentence(reason, asked, status), {
    where: about.join(", "),
    ...details,
    code: errorCode(reason, status),
    reason,
    method,
    path,
    status,
    requestId,
    delivered: isWrite(asked) ? delivered(reason, status) : undefined,
  });
}

/** AgentAPI and the older tasks API refuse with a server's error what they certainly did not do. */
const provenRefusals: readonly CoderReason[] = ["agent_busy", "input_empty"];

function delivered(reason: CoderReason, status: number): "no" | "unknown" {
  return (status >= 300 && status < 500) || provenRefusals.includes(reason) ? "no" : "unknown";
}

/** `Retry-After` in seconds or as a date. */
function retryAfterSeconds({ headers }: Answer, now: number): number | undefined {
  const value = headers.get("retry-after")?.trim() ?? "";
  if (/^\d+$/.test(value)) return Number(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1000));
}
