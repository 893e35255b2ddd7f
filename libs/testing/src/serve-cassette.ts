import { readCassette } from "./read-cassette.ts";
import { replayCassette } from "./replay-cassette.ts";
import { createCassetteAnswers } from "./replay/cassette-answers.ts";
import { serveReplay } from "./serve-replay.ts";

/**
 * Cassettes, by name or by file (`….har`), as a Coder on a loopback port, for a process of its own. Nothing is
 * strict by itself: look at `unmatched` and `unused()`.
 */
export function serveCassette(namesOrFiles: string | readonly string[], options: { readonly port?: number } = {}) {
  const answers = createCassetteAnswers([namesOrFiles].flat().map(readCassette));
  return serveReplay(replayCassette(answers), options);
}
