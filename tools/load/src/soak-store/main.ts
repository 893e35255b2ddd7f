import { parseArgs } from "node:util";
import { createDice } from "../soak/managers/dice.ts";
import { runRound } from "./run-round.ts";

const usage = `Kills four processes that write one event log, at random moments, and looks whether anything is lost.

Usage: npm run soak:store -- [--rounds N] [--seed S]

  --rounds N  how often (default 200)
  --seed S    the same moments again; printed at every start
  --help, -h  print this

Exit codes: 0 nothing was lost; 1 something was, or the soak itself failed; 2 bad options.`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const options = read(args);
  if (typeof options === "string") {
    console.error(`soak:store: ${options}`);
    return 2;
  }
  const { rounds, seed, help } = options;
  if (help) {
    console.log(usage);
    return 0;
  }
  return await soak(rounds, seed);
}

async function soak(rounds: number, seed: number): Promise<number> {
  console.log(`soak:store: ${rounds} rounds of 4 writers, --seed ${seed}`);
  const random = createDice(seed).next;
  let [events, acknowledged, faults] = [0, 0, 0];
  for (let round = 1; round <= rounds; round += 1) {
    const verdict = await runRound(random);
    events += verdict.events;
    acknowledged += verdict.acknowledged;
    faults += verdict.faults.length;
    for (const fault of verdict.faults) console.log(`round ${round}: ${fault}`);
  }
  console.log(`${4 * rounds} writers killed, ${acknowledged} events acknowledged, ${events} found, ${faults} faults`);
  return faults === 0 ? 0 : 1;
}

function read(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        rounds: { type: "string", default: "200" },
        seed: { type: "string", default: String(Date.now() % 1_000_000) },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (!/^[1-9]\d{0,5}$/.test(values.rounds))
      return `--rounds must be a whole number from 1 to 999999, not "${values.rounds}".`;
    if (!/^\d{1,9}$/.test(values.seed)) return `--seed must be a whole number, not "${values.seed}".`;
    return { rounds: Number(values.rounds), seed: Number(values.seed), help: values.help };
  } catch (error) {
    return (
      String(error)
        .replace(/^\w+ \[\w+\]: /, "")
        .split(/[.\n]/, 1)[0] ?? "Bad options"
    );
  }
}
