import { Agent, get } from "node:http";
import { text } from "node:stream/consumers";
import type { CoderAddress } from "../../processes/coder-address.ts";

/** Bare requests to a Coder, for comparison: Node's own client, connections kept, nothing parsed. */
export function createRawCoder({ url, token }: CoderAddress) {
  const agent = new Agent({ keepAlive: true });
  return { read, replay, stop };

  function read(path: string): Promise<string> {
    return new Promise((resolve, reject) => {
      get(`${url}${path}`, { agent, headers: { "coder-session-token": token } }, (answer) => {
        text(answer).then(resolve, reject);
      }).on("error", reject);
    });
  }

  /** The first by itself, the others four at a time: as lists are read. Returns the bodies. */
  async function replay(paths: readonly string[]): Promise<string[]> {
    const [first, ...others] = paths;
    const bodies = first === undefined ? [] : [await read(first)];
    const waiting = others.values();
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        for (const path of waiting) bodies.push(await read(path));
      }),
    );
    return bodies;
  }

  async function stop(): Promise<void> {
    agent.destroy();
  }
}
