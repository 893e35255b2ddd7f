import type { CoderClient } from "@fleet-mcp/coder-client";
import type { BackendName, Clock, Logger } from "@fleet-mcp/models";
import { createAgentRepository } from "./agents/agent-repository.ts";
import { createBuildRepository } from "./agents/build-repository.ts";
import { createConversationRepository } from "./agents/conversation-repository.ts";
import { createOwnerGuard } from "./agents/owner-guard.ts";
import { createAgentApiBackend } from "./backends/agentapi-backend.ts";
import { createAiAppCalls } from "./backends/ai-app-calls.ts";
import type { Backend } from "./backends/backend.ts";
import { createChatsBackend } from "./backends/chats-backend.ts";
import { createTasksBackend } from "./backends/tasks-backend.ts";
import { createAgentChats } from "./chats/agent-chats.ts";
import { createChatNews } from "./chats/chat-news.ts";
import { createDeploymentRepository } from "./deployment/deployment-repository.ts";
import { createEventRepository } from "./events/event-repository.ts";
import { fileOfLog } from "./events/file-of-log.ts";
import { createProjectRepository } from "./projects/project-repository.ts";
import { createTemplateVersions } from "./projects/template-versions.ts";
import { createPullRequestRepository } from "./pull-requests/pull-request-repository.ts";

export interface RepositoryParts {
  readonly coder: CoderClient;
  /** Where people open Coder, without a trailing slash. */
  readonly coderUrl: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Coder user whose agents these are; `me` is the token's. */
  readonly owner: string;
  /** Slug of the app that serves AgentAPI, when the rules do not find it. */
  readonly appSlug?: string | undefined;
  /** Where events are kept, a file that several processes may share; absent: the memory of this process. */
  readonly eventLogFile?: string | undefined;
}

/** All repositories of one fleet, with the caches they share. */
export function createRepositories({ coder, coderUrl, clock, log, owner, appSlug, eventLogFile }: RepositoryParts) {
  const versions = createTemplateVersions({ coder, log });
  const guard = createOwnerGuard({ coder, owner });
  const calls = createAiAppCalls(coder);
  const agentapi = createAgentApiBackend({ coder, owner, calls, log });
  const tasks = createTasksBackend({ coder, owner, calls, otherwise: agentapi });
  const events = createEventRepository({
    clock,
    log,
    openFile: eventLogFile === undefined ? undefined : fileOfLog(eventLogFile, clock),
  });
  const isOwed = async (id: string) => (await events.ledger()).agents.get(id)?.owed !== undefined;
  const bound = createAgentChats({ coder, owner, isOwed });
  const chats = createChatsBackend({ coder, owner, clock, log, chats: bound, machines: agentapi });
  const backends: Readonly<Record<BackendName, Backend>> = { tasks, agentapi, chats };
  const agents = createAgentRepository({ coder, coderUrl, owner, appSlug, versions, guard, chats: bound, backends });
  return {
    agents,
    builds: createBuildRepository({ coder, clock, agents, backends }),
    conversations: createConversationRepository({ backends }),
    projects: createProjectRepository({ coder, versions, chats: bound }),
    news: createChatNews({ coder, chats: bound, clock, log }),
    deployment: createDeploymentRepository({ coder, clock, owner }),
    events,
    pullRequests: createPullRequestRepository({ coder, clock, log }),
  };
}
export type Repositories = ReturnType<typeof createRepositories>;
