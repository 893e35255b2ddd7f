import type { BackendChoice, Clock, Logger } from "@fleet-mcp/models";
import type { Repositories } from "@fleet-mcp/repositories";
import { createAgentService } from "./agents/agent-service.ts";
import { createCreationService } from "./agents/creation-service.ts";
import { createFirstTasks } from "./agents/first-tasks.ts";
import { createLifecycleService } from "./agents/lifecycle-service.ts";
import { createResume } from "./agents/resume.ts";
import { createDeploymentService } from "./deployment/deployment-service.ts";
import { createLogService } from "./logs/log-service.ts";
import { createOngoingWork } from "./ongoing-work.ts";
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
  const firstTasks = createFirstTasks({ repositories, clock });
  return {
    agents: createAgentService({ repositories }),
    creation: createCreationService({ repositories, firstTasks, work, backend }),
    lifecycle: createLifecycleService({ repositories, work, clock }),
    tasks: createTaskService({ repositories, firstTasks, clock }),
    logs: createLogService({ repositories }),
    projects: createProjectService({ repositories }),
    /** For whoever sees an agent come online that is owed its first task. */
    firstTasks,
    deployment: createDeploymentService({ repositories }),
    /** Ends the sequences that go on without their caller, and gives what somebody else has to finish. */
    drain: work.drain,
    /** Finishes the sequences that another process left. */
    resume: createResume({ repositories, firstTasks, clock, log }),
  };
}
export type Services = ReturnType<typeof createServices>;
