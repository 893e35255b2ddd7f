import { FleetDigest } from "@fleet-mcp/models";
import type { FleetService } from "@fleet-mcp/services";
import { z } from "zod";
import { defineTool } from "../define-tool.ts";
import { Simulated, simulatedField, simulatedLines } from "../simulated.ts";
import type { Surroundings } from "../simulated.ts";

export const getFleetDigest = (fleet: Pick<FleetService, "digest">, surroundings: Surroundings) =>
  defineTool({
    name: "get_fleet_digest",
    title: "Get fleet digest",
    toolset: "fleet",
    description:
      "Sums up what a manager has to know, most important first: who needs attention and why, what finished, what runs, what was ordered and is not done. Use it after losing your context.",
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
    input: z.object({
      since_cursor: z.number().int().min(0).optional().describe("Cursor of an earlier answer: news since then."),
      max_tokens: z
        .number()
        .int()
        .min(200)
        .max(8_000)
        .default(2_000)
        .describe(`The most it may cost; more than ${mostTokens} never fit.`),
    }),
    output: FleetDigest.extend({ simulated: Simulated }),
    async handle({ since_cursor, max_tokens }, options) {
      const request = { sinceCursor: since_cursor, maxTokens: Math.min(max_tokens, mostTokens) - frameTokens };
      return { ...(await fleet.digest(request, options)), ...simulatedField(surroundings) };
    },
    shorten({ digest, left_out, ...rest }, { length }) {
      const kept = wholeLines(digest, length);
      const cut = kept.length < digest.length ? [`${digest.length - kept.length} characters at its end.`] : [];
      const left = [...(left_out === undefined ? [] : [left_out]), ...cut].join(" ");
      return { digest: kept, ...(left ? { left_out: left } : {}), ...rest };
    },
    text: ({ digest, left_out, cursor, computed_at, simulated }, quote) =>
      [
        quote(digest, "this server, with words of agents and their users in it"),
        ...(left_out ? [`Left out: ${left_out}`] : []),
        `cursor ${cursor}, as of ${computed_at}`,
        ...simulatedLines(simulated),
      ].join("\n"),
  });

/** Structured and as text it is in the answer twice. */
const mostTokens = 2_600;
/** What stands around the digest in the text: its quotation marks, the cursor and the rest. */
const frameTokens = 90;

function wholeLines(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = text.lastIndexOf("\n", length);
  return text.slice(0, end > 0 ? end : length);
}
