import { z } from "zod";
import { CoderError } from "../coder-error.ts";
import type { CoderReason } from "../coder-error.ts";
import { isWrite } from "./answer.ts";
import type { Asked } from "./answer.ts";
import { errorCode } from "./error-code.ts";
import { reasonSentence } from "./reason-sentence.ts";
import { redact } from "./redact.ts";
import { DeadlineError } from "./with-deadline.ts";

/** The error for a request that got no answer, or half of one. */
export function transportError(asked: Asked, failure: unknown, token: string): CoderError {
  const root = rootOf(failure);
  const reason = transportReason(root);
  return new CoderError(reasonSentence(reason, asked, undefined), {
    where: `${asked.method} ${asked.path}`,
    code: errorCode(reason, undefined),
    reason,
    method: asked.method,
    path: asked.path,
    delivered: isWrite(asked) ? delivered(root, reason) : undefined,
    cause: sanitised(root, token),
  });
}

interface Root {
  readonly name: string;
  readonly message: string;
  readonly code: string;
  readonly timedOut: boolean;
}

/**
 * The innermost error: fetch wraps what Node says once, ky once more, and an address list hides several. Read by its
 * fields, as errors of fetch may come from another realm than ours.
 */
function rootOf(failure: unknown): Root {
  const { cause, errors, name, message, code } = Failure.parse(failure);
  const inner = errors?.[0] ?? cause;
  if (inner) return rootOf(inner);
  return { name, message, code, timedOut: failure instanceof DeadlineError };
}

const Failure = z
  .object({
    name: z.string().catch("Error"),
    message: z.string().catch(""),
    code: z.string().catch(""),
    cause: z.unknown().optional(),
    errors: z.array(z.unknown()).optional().catch(undefined),
  })
  .catch({ name: "Error", message: "", code: "", cause: undefined });

const tlsCodes =
  /^(ERR_TLS_|ERR_SSL_|CERT_|CRL_|EPROTO|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_CA|HOSTNAME_MISMATCH)/;
const dnsCodes = ["ENOTFOUND", "EAI_AGAIN", "EAI_FAIL", "EAI_NODATA", "EAI_NONAME"];
const unconnectedCodes = ["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"];

function transportReason({ code, timedOut }: Root): CoderReason {
  if (timedOut || code === "UND_ERR_CONNECT_TIMEOUT" || code === "ETIMEDOUT") return "timed_out";
  if (dnsCodes.includes(code)) return "dns";
  return tlsCodes.test(code) ? "tls" : "network";
}

function delivered({ code }: Root, reason: CoderReason): "no" | "unknown" {
  const neverConnected = reason === "dns" || reason === "tls" || unconnectedCodes.includes(code);
  return neverConnected ? "no" : "unknown";
}

/** Errors of ky and fetch hold the request with its headers, so only words are kept of them. */
function sanitised({ name, message, code }: Root, token: string): Error {
  const cause = new Error(redact(message, token));
  cause.name = name;
  return code === "" ? cause : Object.assign(cause, { code });
}
