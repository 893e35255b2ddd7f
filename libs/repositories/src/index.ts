export type { AgentHandle, AgentRecord } from "./agents/agent-record.ts";
export type { AgentRepository } from "./agents/agent-repository.ts";
export type { BuildLine, BuildRepository, Waited } from "./agents/build-repository.ts";
export type { ConversationRepository } from "./agents/conversation-repository.ts";
export type { Activity, Backend, CreationOrder, Delivery, IfBusy, Utterance } from "./backends/backend.ts";
export type { ChatNews } from "./chats/chat-news.ts";
export { createRepositories } from "./create-repositories.ts";
export type { Repositories, RepositoryParts } from "./create-repositories.ts";
export type { EventCondition, EventQuery, ExpectedVersion } from "./events/event-query.ts";
export type { EventRepository } from "./events/event-repository.ts";
export type { EventLogState } from "./events/places.ts";
export { workspaceActions } from "./deployment/deployment-record.ts";
export type {
  ChatsLack,
  Offer,
  Offers,
  TokenFacts,
  TokenUser,
  WorkspaceAction,
} from "./deployment/deployment-record.ts";
export type { DeploymentRepository } from "./deployment/deployment-repository.ts";
export type { ProjectRecord, RoleRecord } from "./projects/project-record.ts";
export type { ProjectRepository } from "./projects/project-repository.ts";
export type { Freshness, PullRequestRepository } from "./pull-requests/pull-request-repository.ts";
export { RepositoryError } from "./repository-error.ts";
