export type { AgentService, FleetFilter } from "./agents/agent-service.ts";
export type { Created, CreationRequest, CreationService } from "./agents/creation-service.ts";
export type { Changed, LifecycleService } from "./agents/lifecycle-service.ts";
export { createServices } from "./create-services.ts";
export type { ServiceParts, Services } from "./create-services.ts";
export type { LogFilter, LogService } from "./logs/log-service.ts";
export type { ProjectService } from "./projects/project-service.ts";
export { ServiceError } from "./service-error.ts";
export type { TaskService } from "./tasks/task-service.ts";
