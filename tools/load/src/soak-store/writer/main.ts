// Appends until it is killed, and says on stdout what was acknowledged: `count` of each batch's last event, one a line.
//   node main.ts FILE NAME
import { writeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { openStore } from "@fleet-mcp/store-client";
import { storeSchemas } from "../store-schemas.ts";

const [file = "", writer = ""] = process.argv.slice(2);
const clock = { now: Date.now, sleep: (ms: number) => sleep(ms) };
const { events } = await openStore({ file, schemas: storeSchemas, clock });

for (let count = 1; ; count += 3) {
  // Streams are shared, so that the writers meet.
  const batch = [count, count + 1, count + 2].map((own) => ({
    type: "written",
    stream: { type: "agent", id: String(own % 7) },
    data: { writer, count: own },
    occurred_at: new Date().toISOString(),
    actor: writer,
  }));
  await events.append(batch);
  // Synchronous: what is acknowledged has left this process.
  writeSync(1, `${count + 2}\n`);
}
