export type { AppAddress } from "./apps/app-address.ts";
export type { NewAppMessage } from "./apps/apps-api.ts";
export { WireAppMessage } from "./apps/wire-app-message.ts";
export { WireAppStatusReply } from "./apps/wire-app-status-reply.ts";
export { WireAppStatus } from "./apps/wire-app-status.ts";
export { WireApp } from "./apps/wire-app.ts";
export { WireBuildLog } from "./builds/wire-build-log.ts";
export { WireBuildParameter } from "./builds/wire-build-parameter.ts";
export { WireBuild, WireJob } from "./builds/wire-build.ts";
export type {
  BusyBehavior,
  ChatChanges,
  ChatMessagePage,
  ChatMessagesRequest,
  ChatPageRequest,
  ChatsApi,
  NewChat,
  SentChatMessage,
} from "./chats/chats-api.ts";
export { WireChatMessage, WireChatPart, WireQueuedMessage } from "./chats/wire-chat-message.ts";
export { WireChatModels } from "./chats/wire-chat-model.ts";
export { WireChatNews } from "./chats/wire-chat-news.ts";
export { WireChat } from "./chats/wire-chat.ts";
export { CoderError } from "./coder-error.ts";
export type { CoderErrorFacts, CoderReason } from "./coder-error.ts";
export type { CoderHttpSettings } from "./coder-http.ts";
export { createCoderClient } from "./create-coder-client.ts";
export type { CoderClient } from "./create-coder-client.ts";
export type { ObservedRequest, ObserveRequest, RequestOutcome } from "./http/observe-request.ts";
export type { TextFile } from "./http/coder-request.ts";
export { systemClock } from "./http/system-clock.ts";
export type { ChatsMount } from "./server/server-api.ts";
export { WireBuildInfo } from "./server/wire-build-info.ts";
export type { NewTask, TaskLogs } from "./tasks/tasks-api.ts";
export { WireTaskLog } from "./tasks/wire-task-log.ts";
export { WireTask } from "./tasks/wire-task.ts";
export { WirePreset } from "./templates/wire-preset.ts";
export { WireRichParameter } from "./templates/wire-rich-parameter.ts";
export { WireTemplate } from "./templates/wire-template.ts";
export type { RightsQuestion } from "./users/users-api.ts";
export { WireKey } from "./users/wire-key.ts";
export { WireUser } from "./users/wire-user.ts";
export { WireAgent } from "./workspace-agents/wire-agent.ts";
export { WireMetadata } from "./workspace-agents/wire-metadata.ts";
export { WireWorkspace } from "./workspaces/wire-workspace.ts";
export type { NewBuild, NewWorkspace, WorkspacePage, WorkspacePageRequest } from "./workspaces/workspaces-api.ts";
