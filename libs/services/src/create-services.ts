import type { BackendChoice, Clock, Logger } from "@fleet-mcp/models";
import type { Repositories } from "@fleet-mcp/repositories";
import { createAgentService } from "./agents/agent-service.ts";
import { createAlertService } from "./alerts/alert-service.ts";
import { createCreationService } from "./agents/creation-service.ts";
import { createLifecycleService } from "./agents/lifecycle-service.ts";
import { createResume } from "./agents/resume.ts";
import { createDeploymentService } from "./deployment/deployment-service.ts";
import { createLogService } from "./logs/log-service.ts";
import { createOngoingWork } from "./ongoing-work.ts";
import { createEventService } from "./events/event-service.ts";
import { createFleetService } from "./fleet/fleet-service.ts";
import { createProjectService } from "./projects/project-service.ts";
import { createTaskService } from "./tasks/task-service.ts";

export interface ServiceParts {
  readonly repositories: Repositories;
  readonly clock: Clock;
  readonly log: Logger;
  readonly backend: BackendChoice;
}

/** All services of one fleet. `drain` ends the sequences that go on without their caller; `resume` finishes what another process left. */
export function createServices({ repositories, clock, log, backend }: ServiceParts) {
  const work = createOngoingWork({ log });
  return {
    agents: createAgentService({ repositories }),
    creation: createCreationService({ repositories, backend }),
    lifecycle: createLifecycleService({ repositories, work, clock }),
    tasks: createTaskService({ repositories, clock }),
    logs: createLogService({ repositories }),
    projects: createProjectService({ repositories }),
    deployment: createDeploymentService({ repositories }),
    fleet: createFleetService({ repositories, clock }),
    events: createEventService({ repositories }),
    alerts: createAlertService({ repositories, clock }),
    /** Ends the sequences that go on without their caller, and gives what somebody else has to finish. */
    drain: work.drain,
    /** Finishes the sequences that another process left. */
    resume: createResume({ repositories, clock, log }),
  };
}
export type Services = ReturnType<typeof createServices>;
