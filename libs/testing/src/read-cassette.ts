import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { Cassette } from "./cassette.ts";

/** The repository's `cassettes` folder. */
export const cassettesFolder = fileURLToPath(new URL("../../../cassettes/", import.meta.url));

/** Reads `cassettes/<name>.har` by its name (`tasks/send-busy`), or any file whose path ends in `.har`. */
export function readCassette(nameOrFile: string): Cassette {
  const file = nameOrFile.endsWith(".har") ? nameOrFile : `${cassettesFolder}${nameOrFile}.har`;
  return parseCassette(readText(file), file);
}

/** `source` names the text in the error message. */
export function parseCassette(text: string, source: string): Cassette {
  const parsed = Cassette.safeParse(parseJson(text, source));
  if (!parsed.success) throw new Error(`${source} is not a cassette:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new Error(`There is no cassette ${file}. Cut or record it first (see CONTRIBUTING.md).`, { cause });
  }
}

function parseJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${source} is not JSON.`, { cause });
  }
}
