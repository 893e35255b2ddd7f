import { fileURLToPath, pathToFileURL } from "node:url";
import type { Scenario } from "../define-scenario.ts";
import { UsageError } from "../usage-error.ts";
import { listNames } from "./list-names.ts";

export interface NamedScenario {
  readonly name: string;
  readonly scenario: Scenario;
}

export const scenariosFolder = fileURLToPath(new URL("../scenarios", import.meta.url));

/** The scenarios of these names, all when none is given. Throws UsageError for an unknown name. */
export async function loadScenarios(folder: string, names: readonly string[] = []): Promise<readonly NamedScenario[]> {
  const all = listNames(folder, ".ts");
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0) {
    throw new UsageError(`There is no scenario ${unknown.join(", ")}. There are: ${all.join(", ")}.`);
  }
  return Promise.all(
    (names.length > 0 ? names : all).map(async (name) => ({ name, scenario: await load(folder, name) })),
  );
}

async function load(folder: string, name: string): Promise<Scenario> {
  const module: unknown = await import(pathToFileURL(`${folder}/${name}.ts`).href);
  if (!hasScenario(module)) throw new UsageError(`${name}.ts exports no scenario.`);
  return module.scenario;
}

function hasScenario(module: unknown): module is { readonly scenario: Scenario } {
  return typeof module === "object" && module !== null && "scenario" in module;
}
