import { CoderError } from "@fleet-mcp/coder-client";
import type { CoderClient, TextFile } from "@fleet-mcp/coder-client";
import type { CallOptions } from "@fleet-mcp/models";
import type { AgentRecord, AiApp } from "../agents/agent-record.ts";
import { askMachine, machinePatienceSeconds } from "../ask-machine.ts";
import { RepositoryError, isAbsent, raiseRepositoryError } from "../repository-error.ts";
import type { Activity, Delivery, Utterance } from "./backend.ts";

/** What interrupts a turn of Claude Code, Codex and the like: one press of ESC (coder-api: which key). */
const escape = "\u001b";

/** AgentAPI of one agent behind Coder's app proxy: what the tasks and agentapi backends share. */
export function createAiAppCalls(coder: CoderClient) {
  return { activity, send, interrupt, type, upload, conversation };

  /** Asks the CLI itself; falls back to what it last reported when it cannot be asked. */
  async function activity(agent: AgentRecord, options: CallOptions): Promise<Activity> {
    const reported = agent.reports[0]?.state === "working";
    if (!agent.app) return silent(reported, "no app of its workspace serves AgentAPI", true);
    const { app } = agent;
    try {
      const asked = await askMachine(options, (own) => coder.apps.status(app, own));
      if (!asked) return silent(reported, `its coding CLI did not answer within ${machinePatienceSeconds} s`, false);
      const { status, transport } = asked.answer;
      return { isBusy: status !== "stable", evidence: "asked", isOffline: false, takesKeys: transport !== "acp" };
    } catch (error) {
      if (error instanceof CoderError && error.code === "unauthenticated")
        return raiseRepositoryError("agent", agent.summary.name)(error);
      if (error instanceof CoderError)
        return silent(reported, `its coding CLI could not be asked (${error.reason})`, error.code === "offline");
      throw error;
    }
  }

  async function send(agent: AgentRecord, text: string, options: CallOptions): Promise<Delivery> {
    return delivered(agent, coder.apps.sendMessage(appOf(agent), { type: "user", content: text }, options));
  }

  async function interrupt(agent: AgentRecord, options: CallOptions): Promise<void> {
    await coder.apps
      .sendMessage(appOf(agent), { type: "raw", content: escape }, options)
      .catch(raiseRepositoryError("agent", agent.summary.name));
  }

  async function type(agent: AgentRecord, keys: string, options: CallOptions): Promise<Delivery> {
    return delivered(agent, coder.apps.sendMessage(appOf(agent), { type: "raw", content: keys }, options));
  }

  async function upload(agent: AgentRecord, file: TextFile, options: CallOptions): Promise<string> {
    const { name } = agent.summary;
    if (!agent.app) throw new RepositoryError("unsupported", `No app of agent "${name}" takes files.`);
    try {
      return (await coder.apps.upload(agent.app, file, options)).filePath;
    } catch (error) {
      if (!isAbsent(error)) return raiseRepositoryError("agent", name)(error);
      throw new RepositoryError("unsupported", `AgentAPI of agent "${name}" takes no files: it is older than 0.10.`, {
        cause: error,
      });
    }
  }

  async function conversation(agent: AgentRecord, options: CallOptions): Promise<Utterance[]> {
    const messages = await coder.apps
      .messages(appOf(agent), options)
      .catch(raiseRepositoryError("agent", agent.summary.name));
    return messages.map(({ role, time, content }) => ({
      from: role === "user" ? "user" : "agent",
      time,
      text: content,
    }));
  }
}
export type AiAppCalls = ReturnType<typeof createAiAppCalls>;

/** Turns a send into its receipt: a lost answer is not a failure, because the text may have arrived. */
export async function delivered(agent: AgentRecord, sending: Promise<void>): Promise<Delivery> {
  try {
    await sending;
    return "yes";
  } catch (error) {
    if (error instanceof CoderError && error.delivered === "unknown") return "unknown";
    return raiseRepositoryError("agent", agent.summary.name)(error);
  }
}

function appOf(agent: AgentRecord): AiApp {
  if (agent.app) return agent.app;
  throw new RepositoryError(
    "offline",
    `The coding CLI of agent "${agent.summary.name}" cannot be reached: no app of its workspace serves AgentAPI.`,
  );
}

const silent = (isBusy: boolean, problem: string, isOffline: boolean): Activity => ({
  isBusy,
  evidence: "reported",
  problem,
  isOffline,
  takesKeys: true,
});
