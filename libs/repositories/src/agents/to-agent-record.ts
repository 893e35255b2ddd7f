import type { WireBuild, WireWorkspace } from "@fleet-mcp/coder-client";
import { cleanLine, isPullRequestLink, taskHistory } from "@fleet-mcp/models";
import type { BackendName, LastTask, StatusReport } from "@fleet-mcp/models";
import type { AgentChat } from "../chats/agent-chat.ts";
import type { AwaitedChat } from "../chats/agent-chats.ts";
import { chatReports } from "../chats/chat-reports.ts";
import { chatLastTask, chatState } from "../chats/chat-state.ts";
import type { AgentRecord, BuildFacts } from "./agent-record.ts";
import type { AppWish } from "./find-ai-app.ts";
import { findAiApp, machineAgents } from "./find-ai-app.ts";
import { toReports, withRemembered } from "./to-reports.ts";
import { isMachineUp, toStatus } from "./to-status.ts";

/** How much of a task's text a fleet list shows. */
const lastTaskLength = 40;

/** Maps a row of Coder's to an agent. `role` is the name of the preset its build used, `bound` its chat, when there is one. */
export function toAgentRecord(
  workspace: WireWorkspace,
  wish: AppWish,
  role: string | undefined,
  bound?: AgentChat | AwaitedChat,
): AgentRecord {
  const found = findAiApp(workspace, wish);
  const current = toReports(found);
  const { status, reason, since } = toStatus(workspace, found, current, bound);
  const chat = bound === "awaited" ? undefined : bound;
  const reports = chat ? chatReports(chat) : withRemembered(current, workspace);
  const lastTask = chat ? chatLastTask(chat, lastTaskLength) : toLastTask(reports);
  const link = linkOf(chat) ?? reports.find((report) => report.link)?.link;
  const isStart = workspace.latest_build.transition === "start";
  return {
    summary: {
      name: workspace.name,
      status,
      ...(reason ? { status_reason: reason } : {}),
      project: workspace.template_name,
      ...(role ? { role } : {}),
      ...(lastTask ? { last_task: lastTask } : {}),
      since: toSeconds(since),
      ...(link ? { pull_request: link } : {}),
    },
    backend: bound ? "chats" : withoutChat(workspace),
    chat,
    awaitsFirstTask: bound === "awaited",
    keepsConversation: bound !== undefined,
    isWaiting: chat !== undefined && chatState(chat) === "waiting",
    isMachineUp: isMachineUp(workspace),
    workspaceId: workspace.id,
    taskId: workspace.task_id ?? undefined,
    ownerId: workspace.owner_id,
    ownerName: workspace.owner_name,
    organization: workspace.organization_name,
    organizationId: workspace.organization_id,
    projectDisplayName: workspace.template_display_name,
    build: toBuildFacts(workspace.latest_build),
    demandedVersionId: workspace.template_require_active_version ? workspace.template_active_version_id : undefined,
    workspaceAgentId: isStart ? (found?.agent ?? machineAgents(workspace)[0])?.id : undefined,
    app: found && {
      owner: workspace.owner_name,
      workspace: workspace.name,
      agent: found.agent.name,
      slug: found.app.slug,
    },
    reports,
    isHealthy: workspace.health.healthy,
    isOutdated: workspace.outdated,
    createdAt: toSeconds(workspace.created_at),
    lastUsedAt: toSeconds(workspace.last_used_at),
  };
}

const withoutChat = ({ task_id }: WireWorkspace): BackendName => (task_id ? "tasks" : "agentapi");

const linkOf = (chat: AgentChat | undefined): string | undefined =>
  chat?.link !== undefined && isPullRequestLink(chat.link) ? chat.link : undefined;

/** RFC 3339 without the fraction: agents act on minutes, and a list counts every character. */
export const toSeconds = (time: string): string => time.replace(/[.]\d+/, "");

function toBuildFacts(build: WireBuild): BuildFacts {
  const { status } = build.job;
  return {
    id: build.id,
    number: build.build_number,
    transition: build.transition === "stop" || build.transition === "delete" ? build.transition : "start",
    isActive: status === "pending" || status === "running" || status === "canceling",
    isPending: status === "pending",
    isCanceling: status === "canceling",
    hasFailed: status === "failed" || status === "canceled",
  };
}

function toLastTask(reports: readonly StatusReport[]): LastTask | undefined {
  const [task] = taskHistory(reports);
  if (!task) return undefined;
  return { task: cleanLine(task.task, lastTaskLength), state: task.state };
}
