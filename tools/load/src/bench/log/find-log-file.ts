import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** The one event log that a server made in its data folder. */
export async function findLogFile(folder: string): Promise<string> {
  const [name] = (await readdir(folder)).filter((file) => file.endsWith(".db"));
  if (name === undefined) throw new Error(`There is no event log in ${folder}.`);
  return join(folder, name);
}
