import type { Cassette, CassetteEntry } from "@fleet-mcp/testing";
import { normalise } from "../normalise/normalise.ts";
import type { Replacement } from "../normalise/normalise.ts";
import { scrub } from "../scrub/scrub.ts";
import type { NamedScenario } from "./load-scenarios.ts";

/** The cassette of a scenario, normalised. Throws when something survives that must not be published. */
export function finishCassette(
  { name, scenario }: NamedScenario,
  entries: CassetteEntry[],
  replacements: readonly Replacement[],
): Cassette {
  const creator = { name: "fleet-mcp", version: "1" };
  const cassette = normalise({ log: { version: "1.2", creator, comment: scenario.describe, entries } }, replacements);
  const faults = scrub(cassette);
  if (faults.length > 0) throw new Error(`${name} is not written, as it would tell:\n${faults.join("\n")}`);
  return cassette;
}
