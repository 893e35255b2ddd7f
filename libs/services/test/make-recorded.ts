import type { BackendChoice, FleetEvent } from "@fleet-mcp/models";
import type { Repositories } from "@fleet-mcp/repositories";
import { createFakeClock } from "@fleet-mcp/testing";
import type { FakeClock } from "@fleet-mcp/testing";
import { createServices } from "../src/create-services.ts";
import type { Services } from "../src/create-services.ts";
import { makeLog } from "./make-log.ts";
import { makeRepositories } from "./make-services.ts";

interface Recorded {
  readonly services: Services;
  readonly repositories: Repositories;
  readonly clock: FakeClock;
  readonly log: ReturnType<typeof makeLog>;
  /** Those of otter's. */
  events(): Promise<readonly FleetEvent[]>;
  /** The same in short. */
  told(): Promise<string[]>;
}

interface Surroundings {
  readonly clock?: FakeClock;
  readonly backend?: BackendChoice;
}

/** Services with the event log that they write to. */
export function makeRecorded({ clock = createFakeClock(), backend = "auto" }: Surroundings = {}): Recorded {
  const log = makeLog();
  const repositories = makeRepositories({ clock, log });
  const services = createServices({ repositories, clock, log, backend });
  const events = () => repositories.events.read({ workspaceIds: ["workspace-1"], limit: 100 });
  return { services, repositories, clock, log, events, told: async () => (await events()).map(inShort) };
}

function inShort(event: FleetEvent): string {
  switch (event.type) {
    case "task_started":
      return `started ${event.data.origin}: ${event.data.task}`;
    case "task_input_sent":
      return `${event.data.input_type} ${event.data.delivery}`;
    case "agent_status_changed":
      return `${event.data.from} to ${event.data.to}`;
    default:
      return event.type;
  }
}
