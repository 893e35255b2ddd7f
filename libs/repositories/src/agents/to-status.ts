import type { WireAgent, WireWorkspace } from "@fleet-mcp/coder-client";
import { AgentStatus, cleanLine } from "@fleet-mcp/models";
import type { StatusReport } from "@fleet-mcp/models";
import type { AgentChat } from "../chats/agent-chat.ts";
import type { AwaitedChat } from "../chats/agent-chats.ts";
import { chatState, chatTrouble } from "../chats/chat-state.ts";
import type { FoundApp } from "./find-ai-app.ts";
import { machineAgents } from "./find-ai-app.ts";

export interface DerivedStatus {
  readonly status: AgentStatus;
  readonly reason?: string;
  /** RFC 3339, as Coder wrote it. */
  readonly since: string;
}

/** Coder's word for a workspace whose start has succeeded; everything after that is up to the machine and its app. */
const up = "running";
const buildWords = new Set<string>(AgentStatus.exclude(["idle", "busy", "offline"]).options);
const startingLifecycles = new Set(["created", "starting"]);
const readyLifecycles = new Set(["ready", "start_timeout", "start_error"]);

/** What a row of Coder's says about an agent, without asking its machine (design: status of an agent). */
export function toStatus(
  workspace: WireWorkspace,
  found: FoundApp | undefined,
  reports: readonly StatusReport[],
  chat?: AgentChat | AwaitedChat,
): DerivedStatus {
  const build = workspace.latest_build;
  if (build.status !== up) return fromBuild(workspace);
  const agent = found?.agent ?? machineAgents(workspace)[0];
  const upSince = build.job.completed_at ?? build.updated_at;
  if (!agent)
    return {
      status: "offline",
      reason: "the coding CLI does not answer: its workspace has no machine",
      since: upSince,
    };
  const connectedSince = agent.first_connected_at ?? upSince;
  return (
    fromMachine(agent, upSince) ??
    (chat === undefined ? fromApp(found, reports, connectedSince) : fromChat(chat, connectedSince))
  );
}

/** Whether its machine is connected and has started, so that a chat can work there. */
export function isMachineUp(workspace: WireWorkspace): boolean {
  const [agent] = machineAgents(workspace);
  return workspace.latest_build.status === up && agent !== undefined && fromMachine(agent, "") === undefined;
}

function fromBuild({ latest_build: build }: WireWorkspace): DerivedStatus {
  const known = buildWords.has(build.status) ? AgentStatus.safeParse(build.status).data : undefined;
  const since = build.job.completed_at ?? build.job.canceled_at ?? build.job.started_at ?? build.created_at;
  if (!known)
    return {
      status: "offline",
      reason: `Coder calls its workspace ${quoted(build.status)}, a word not known here`,
      since,
    };
  if (known !== "failed") return { status: known, since };
  return {
    status: known,
    reason: `${build.transition} failed: ${quoted(build.job.error || "no reason given")}`,
    since,
  };
}

/** Undefined when the machine is connected and has started. */
function fromMachine(agent: WireAgent, upSince: string): DerivedStatus | undefined {
  if (agent.status === "connecting")
    return { status: "starting", reason: "its machine has not connected yet", since: upSince };
  if (agent.status === "timeout") {
    const limit = agent.connection_timeout_seconds ? ` within ${agent.connection_timeout_seconds} s` : "";
    return { status: "offline", reason: `its machine did not connect${limit}`, since: agent.created_at };
  }
  if (agent.status === "disconnected") {
    return {
      status: "offline",
      reason: "its machine has lost the connection",
      since: agent.disconnected_at ?? upSince,
    };
  }
  if (agent.status !== "connected")
    return { status: "offline", reason: `its machine is ${quoted(agent.status)}`, since: upSince };
  if (startingLifecycles.has(agent.lifecycle_state))
    return { status: "starting", reason: "its machine is starting up", since: upSince };
  if (readyLifecycles.has(agent.lifecycle_state)) return undefined;
  return { status: "offline", reason: `its machine is ${quoted(agent.lifecycle_state)}`, since: upSince };
}

function fromApp(found: FoundApp | undefined, reports: readonly StatusReport[], since: string): DerivedStatus {
  if (!found)
    return {
      status: "offline",
      reason: "the coding CLI does not answer: no app of its workspace serves AgentAPI",
      since,
    };
  const { health } = found.app;
  if (health === "initializing") return { status: "starting", reason: "its coding CLI is starting", since };
  if (health === "unhealthy") return { status: "offline", reason: "the coding CLI does not answer", since };
  if (health !== "healthy" && health !== "disabled") {
    return {
      status: "offline",
      reason: `the health of its coding CLI is ${quoted(health)}, a word not known here`,
      since,
    };
  }
  const isBusy = reports[0]?.state === "working";
  return { status: isBusy ? "busy" : "idle", since: startOfRun(reports, isBusy) ?? since };
}

/** Coder keeps the state of chats itself: nobody needs to be asked. */
function fromChat(chat: AgentChat | AwaitedChat, since: string): DerivedStatus {
  if (chat === "awaited") return { status: "starting", reason: "its conversation has not begun yet", since };
  const state = chatState(chat);
  if (state === "unknown") {
    const reason = `the status of its chat is ${quoted(chat.status)}, a word not known here`;
    return { status: "offline", reason, since: chat.updatedAt };
  }
  const reason = chatTrouble(chat);
  return { status: state === "busy" ? "busy" : "idle", ...(reason ? { reason } : {}), since: chat.updatedAt };
}

/** When the agent began to work, or came to rest: the oldest of the latest reports that agree. */
function startOfRun(reports: readonly StatusReport[], isBusy: boolean): string | undefined {
  const change = reports.findIndex((report) => (report.state === "working") !== isBusy);
  return reports.at(change === -1 ? reports.length - 1 : change - 1)?.at;
}

/** Coder's or the provisioner's words inside ours: one line, bounded. */
const quoted = (text: string): string => cleanLine(text, 300);
