import { eventStream, missing } from "../http/sim-answer.ts";
import type { SimAnswer } from "../http/sim-answer.ts";
import { toWorkspaceRow } from "../wire/to-workspace.ts";
import { first } from "./route.ts";
import type { Call } from "./route.ts";
import { visibleWorkspace } from "./visible.ts";

const pingMs = 15_000;

/** `GET /workspaces/{id}/watch`: server-sent events, a ping at once and every 15 s, the workspace after every change. */
export function watchWorkspace(call: Call): SimAnswer {
  const { world, caller } = call;
  const workspace = visibleWorkspace(world, caller, first(call));
  if (workspace === undefined) return missing();
  return eventStream((send) => {
    const tell = () => send(`event: data\ndata: ${toWorkspaceRow(world, workspace)}\n\n`);
    let callOff = () => {};
    const ping = () => {
      send("event: ping\n\n");
      callOff = world.timeline.after(pingMs, ping);
    };
    ping();
    tell();
    workspace.watchers.add(tell);
    return () => {
      callOff();
      workspace.watchers.delete(tell);
    };
  });
}
