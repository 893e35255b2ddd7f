import type { SimChat } from "../world/sim-chat.ts";
import { latestBuild } from "../world/sim-workspace.ts";
import type { World } from "../world/world.ts";
import { toTime } from "./to-time.ts";

/** A chat as it is read by itself. */
export function toChat({ organization, chats }: World, chat: SimChat) {
  const { id, owner, workspace, agent, error } = chat;
  return {
    id,
    organization_id: organization.id,
    owner_id: owner.id,
    owner_username: owner.username,
    owner_name: owner.name,
    ...(workspace && { workspace_id: workspace.id }),
    ...(agent && { build_id: buildOf(chat), agent_id: agent.id }),
    root_chat_id: id,
    last_model_config_id: chats.modelConfigId,
    title: chat.title,
    status: chat.status,
    ...(error && { last_error: toError(error) }),
    last_turn_summary: chat.summary ?? null,
    created_at: toTime(chat.createdMs),
    updated_at: toTime(chat.updatedMs),
    archived: chat.isArchived,
    shared: false,
    pin_order: chat.pinOrder,
    mcp_server_ids: [],
    labels: chat.labels,
    has_unread: false,
    ...(agent && { context: { dirty: false } }),
    client_type: chat.clientType,
    children: [],
  };
}

/** A chat as it is listed: only there Coder counts what its owner has not read, and tells of the pull request. */
export function toChatRow(world: World, chat: SimChat) {
  const { workspace, pullRequest, messages } = chat;
  return {
    ...toChat(world, chat),
    ...(workspace && { diff_status: toDiff(chat.id, pullRequest) }),
    has_unread: messages.some(({ role }) => role === "assistant"),
  };
}

/** The build whose machine the chat works in. */
function buildOf({ agent, workspace }: SimChat): string | undefined {
  return workspace?.builds.find((build) => build.agent === agent)?.id ?? (workspace && latestBuild(workspace).id);
}

function toError({ message, detail, kind, isRetryable, statusCode }: NonNullable<SimChat["error"]>) {
  return { message, detail, kind, provider: "openai-compat", retryable: isRetryable, status_code: statusCode };
}

function toDiff(chatId: string, url: string | undefined) {
  return {
    chat_id: chatId,
    ...(url !== undefined && { url, pull_request_state: "open" }),
    pull_request_title: "",
    pull_request_draft: false,
    changes_requested: false,
    additions: 0,
    deletions: 0,
    changed_files: 0,
  };
}
