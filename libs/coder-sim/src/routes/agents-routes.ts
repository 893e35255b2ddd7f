import { eventStream, missing } from "../http/sim-answer.ts";
import type { SimAnswer } from "../http/sim-answer.ts";
import { toTime } from "../wire/to-time.ts";
import type { SimAgent } from "../world/sim-workspace.ts";
import type { World } from "../world/world.ts";
import { first } from "./route.ts";
import type { Call, Route } from "./route.ts";
import { visibleAgent } from "./visible.ts";

/** How often an agent measures, and how often the stream tells at least. */
const intervalMs = 5_000;

export const agentsRoutes: readonly Route[] = [
  { method: "GET", path: "workspaceagents/*/watch-metadata", answer: watchMetadata },
];

/** Server-sent events: all values at once, then every few seconds. */
function watchMetadata(call: Call): SimAnswer {
  const { world, caller } = call;
  const agent = visibleAgent(world, caller, first(call));
  if (agent === undefined) return missing();
  return eventStream((send) => {
    let callOff = () => {};
    const tell = () => {
      send(`event: data\ndata: ${JSON.stringify(toMetadata(world, agent))}\n\n`);
      callOff = world.timeline.after(intervalMs, tell);
    };
    tell();
    return () => callOff();
  });
}

function toMetadata({ timeline, traits }: World, { metadata, readyMs, createdMs }: SimAgent) {
  const now = timeline.now();
  const measuredMs = now - ((now - (readyMs ?? createdMs)) % intervalMs);
  const isMeasured = readyMs !== undefined;
  return [...metadata].toSorted().map(([key, value]) => ({
    result: {
      collected_at: toTime(isMeasured ? measuredMs : createdMs),
      age: Math.floor((now - measuredMs) / 1000),
      value: isMeasured ? `${value}${traits.trimsMetadata ? "" : "\n"}` : "",
      error: "",
    },
    description: { display_name: key, key, script: `echo ${value}`, interval: intervalMs / 1000, timeout: 2 },
  }));
}
