import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serverEnvironment, serverFile } from "../../processes/server-environment.ts";
import { answeredStart } from "../instruments/answered-start.ts";
import type { Measure } from "../measure.ts";

/** Needs no Coder: nothing is asked of it before the first call of a tool. */
const environment = serverEnvironment({ url: "http://127.0.0.1:9", token: "benchToken-0123456789abcdefghij" });

export const start: Measure = {
  name: "start",
  about: "start of the bundled server to its first answer over stdio, without and with a compile cache",
  async measure({ scale }) {
    const folder = await mkdtemp(join(tmpdir(), "fleet-mcp-bench-"));
    const cached = { ...environment, NODE_COMPILE_CACHE: folder };
    const bare = await repeated(scale.runs * 2, () => answeredStart(["-e", echo], environment));
    const cold = await repeated(scale.runs * 2, () => answeredStart([serverFile], environment));
    const warm = await repeated(scale.runs * 2, () => answeredStart([serverFile], cached));
    await rm(folder, { recursive: true });
    const baseline = { what: "bare Node", values: bare };
    return {
      figures: [
        { what: "start to first answer, cold", unit: "ms", limit: 150, values: cold, baseline },
        { what: "… with a warm compile cache", unit: "ms", limit: 100, values: warm, baseline },
      ],
    };
  },
};

/** The first start reads files that nobody has read before: it is left out. */
async function repeated(count: number, act: () => Promise<number>): Promise<number[]> {
  const values: number[] = [];
  for (let run = 0; run <= count; run += 1) values.push(await act());
  return values.slice(1);
}

const echo = "process.stdin.once('data', () => process.stdout.write('{}\\n'))";
