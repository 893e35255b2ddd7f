import { createAppsApi } from "./apps/apps-api.ts";
import { createBuildsApi } from "./builds/builds-api.ts";
import { createCoderHttp } from "./coder-http.ts";
import type { CoderHttpSettings } from "./coder-http.ts";
import { keyIdOf } from "./http/session-auth.ts";
import { createServerApi } from "./server/server-api.ts";
import { createTasksApi } from "./tasks/tasks-api.ts";
import { createTemplatesApi } from "./templates/templates-api.ts";
import { createUsersApi } from "./users/users-api.ts";
import { createWorkspaceAgentsApi } from "./workspace-agents/workspace-agents-api.ts";
import { createWorkspacesApi } from "./workspaces/workspaces-api.ts";

/** One method per endpoint. Every failure is a CoderError; an aborted signal rejects with its own reason. */
export function createCoderClient(settings: CoderHttpSettings) {
  const http = createCoderHttp(settings);
  return {
    /** Time as Coder has it, as far as its answers have told. */
    clock: http.clock,
    server: createServerApi(http),
    users: createUsersApi(http, keyIdOf(settings.token)),
    templates: createTemplatesApi(http),
    workspaces: createWorkspacesApi(http),
    builds: createBuildsApi(http),
    tasks: createTasksApi(http),
    apps: createAppsApi(http),
    workspaceAgents: createWorkspaceAgentsApi(http),
  };
}
export type CoderClient = ReturnType<typeof createCoderClient>;
