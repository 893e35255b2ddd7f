import type { BackendChoice, Clock, Logger } from "@fleet-mcp/models";
import type { Repositories } from "@fleet-mcp/repositories";
import { createAgentService } from "./agents/agent-service.ts";
import { createAlertService } from "./alerts/alert-service.ts";
import { createCreationService } from "./agents/creation-service.ts";
import { createLifecycleService } from "./agents/lifecycle-service.ts";
import { createResume } from "./agents/resume.ts";
import { createDeploymentService } from "./deployment/deployment-service.ts";
import { createJournal } from "./events/journal.ts";
import { createInputService } from "./input/input-service.ts";
import { createLogService } from "./logs/log-service.ts";
import type { AlertThresholds } from "./alerts/rules/alert-thresholds.ts";
import { createObserverService } from "./observer/observer-service.ts";
import { createOngoingWork } from "./ongoing-work.ts";
import { createEventService } from "./events/event-service.ts";
import { createFleetService } from "./fleet/fleet-service.ts";
import { createWaitService } from "./fleet/wait-service.ts";
import { createProjectService } from "./projects/project-service.ts";
import { createTaskService } from "./tasks/task-service.ts";

export interface ServiceParts {
  readonly repositories: Repositories;
  readonly clock: Clock;
  readonly log: Logger;
  readonly backend: BackendChoice;
  /** When alerts are raised; what is left out keeps its default. */
  readonly thresholds?: Partial<AlertThresholds> | undefined;
}

/** All services of one fleet. `drain` ends the sequences that go on without their caller; `resume` finishes what another process left. */
export function createServices({ repositories, clock, log, backend, thresholds }: ServiceParts) {
  const work = createOngoingWork({ log });
  const journal = createJournal({ events: repositories.events, clock, log });
  const observer = createObserverService({ repositories, clock, log, thresholds });
  return {
    agents: createAgentService({ repositories, journal }),
    creation: createCreationService({ repositories, journal, backend }),
    lifecycle: createLifecycleService({ repositories, journal, work, clock }),
    tasks: createTaskService({ repositories, journal, clock }),
    input: createInputService({ repositories, journal, clock }),
    logs: createLogService({ repositories, clock }),
    projects: createProjectService({ repositories }),
    deployment: createDeploymentService({ repositories }),
    fleet: createFleetService({ repositories, clock }),
    events: createEventService({ repositories }),
    observer,
    waiting: createWaitService({ repositories, observer, clock, log }),
    alerts: createAlertService({ repositories, clock }),
    /** Ends the sequences that go on without their caller, and gives what somebody else has to finish. */
    drain: work.drain,
    /** Finishes the sequences that another process left. */
    resume: createResume({ repositories, journal, clock, log }),
  };
}
export type Services = ReturnType<typeof createServices>;
