import { join } from "node:path";
import { readCassette } from "@fleet-mcp/testing";
import { scrub } from "../scrub/scrub.ts";
import { listNames } from "./list-names.ts";

/** Cassettes without a scenario, scenarios without a cassette, and whatever a cassette must not tell, one line each. */
export function checkStore(cassettesFolder: string, scenariosFolder: string): readonly string[] {
  const [cassettes, scenarios] = [listNames(cassettesFolder, ".har"), listNames(scenariosFolder, ".ts")];
  return [
    ...scenarios.filter((name) => !cassettes.includes(name)).map((name) => `${name}: a scenario without a cassette`),
    ...cassettes.filter((name) => !scenarios.includes(name)).map((name) => `${name}: a cassette without a scenario`),
    ...cassettes.flatMap((name) =>
      scrub(readCassette(join(cassettesFolder, `${name}.har`))).map((fault) => `${name}: ${fault}`),
    ),
  ];
}
