import { existsSync, readdirSync } from "node:fs";

/** `<nouns>/<verb>-<circumstance>` for every such file with this extension, sorted; nothing else in the folder counts. */
export function listNames(folder: string, extension: ".har" | ".ts"): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: noun }) =>
      readdirSync(`${folder}/${noun}`)
        .filter((file) => file.endsWith(extension) && !file.endsWith(".test.ts"))
        .map((file) => `${noun}/${file.slice(0, -extension.length)}`),
    )
    .toSorted();
}
