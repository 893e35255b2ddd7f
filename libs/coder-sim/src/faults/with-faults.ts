import { refusal } from "../http/sim-answer.ts";
import type { SimAnswer } from "../http/sim-answer.ts";
import type { SimRequest } from "../http/sim-request.ts";
import type { Faults } from "./faults.ts";

const slowMs = 2_000;

/** The deployment with what goes wrong on the way there and back. */
export function withFaults(
  faults: Faults,
  answer: (request: SimRequest) => Promise<SimAnswer>,
): (request: SimRequest) => Promise<SimAnswer> {
  return async (request) => {
    const occasion = { method: request.method, path: request.url };
    if (faults.strikes("reset", occasion)) return { status: 0, headers: {}, body: "", isLost: true };
    if (faults.strikes("rate-limit", occasion)) return rateLimited();
    if (faults.strikes("server-error", occasion)) return serverError();

    const good = await answer(request);
    const slow = faults.strikes("slow", occasion);
    const delay = slow && { delayMs: slow.ms ?? slowMs };
    if (faults.strikes("lost-answer", occasion)) return { ...good, isLost: true, ...delay };
    return { ...spoilt(good), ...delay };

    function spoilt(whole: SimAnswer): SimAnswer {
      if (!isJson(whole) || whole.status >= 300) return whole;
      if (faults.strikes("truncated", occasion)) return { ...whole, body: whole.body.slice(0, whole.body.length / 2) };
      if (faults.strikes("wrong-shape", occasion)) return { ...whole, body: '{"unexpected":true}' };
      return whole;
    }
  };
}

const isJson = ({ headers, body }: SimAnswer) =>
  body !== "" && (headers["content-type"]?.startsWith("application/json") ?? false);

function rateLimited(): SimAnswer {
  const answer = refusal(429, "You've been rate limited for sending more than 512 requests in 1m0s.");
  return { ...answer, headers: { ...answer.headers, "retry-after": "60" } };
}

const serverError = () => refusal(500, "An internal server error occurred.", { detail: "simulated" });
