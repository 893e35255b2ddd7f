import { createAgentApi } from "../agent-api/agent-api.ts";
import type { AgentApi } from "../agent-api/agent-api.ts";
import { readScript } from "../agent-api/read-script.ts";
import type { SimAgent, SimBuild } from "../world/sim-workspace.ts";
import type { World } from "../world/world.ts";
import { dropAgent } from "./drop-agent.ts";
import { killApp } from "./kill-app.ts";
import { reportStatus } from "./report-status.ts";

/** How long Coder waits for an agent before it calls it timed out. */
const connectionTimeoutMs = 120_000;
/** When a fault strikes an agent that has taken up work. */
const faultDelayMs = 1_000;

/** The workspace agent of a start build that has just succeeded: it connects, gets ready, starts AgentAPI. */
export function bootAgent(world: World, build: SimBuild): SimAgent | undefined {
  const { random, timeline, timings } = world;
  const { behaviour } = build.version;
  if (behaviour.hasNoAgent) return undefined;
  const agent: SimAgent = {
    id: random.uuid(),
    resourceId: random.uuid(),
    appPort: random.between(14_000, 14_999),
    createdMs: timeline.now(),
    workspace: build.workspace,
    status: "connecting",
    lifecycle: "created",
    hasApp: behaviour.hasNoApp !== true,
    appHealth: "initializing",
    statuses: [],
    api: undefined,
    metadata: new Map(Object.entries(metadataOf(build))),
    isReplaced: false,
  };
  world.agents.set(agent.id, agent);
  timeline.after(connectionTimeoutMs, () => {
    if (agent.status === "connecting" && !agent.isReplaced) change(world, agent, { status: "timeout" });
  });
  if (!behaviour.neverConnects) timeline.after(timings.connectMs, () => connect(world, agent));
  return agent;
}

/** What the agent measures, in the order of the keys. */
function metadataOf({ preset, version }: SimBuild): Readonly<Record<string, string>> {
  return {
    cpu: "12%",
    fleet_mcp_pull_request_check_status: "",
    fleet_mcp_pull_request_status: "",
    fleet_mcp_pull_request_url: "",
    fleet_mcp_role: preset?.name ?? "",
    ...version.behaviour.metadata,
  };
}

function connect(world: World, agent: SimAgent): void {
  if (agent.isReplaced) return;
  const now = world.timeline.now();
  change(world, agent, { status: "connected", firstConnectedMs: now, lastConnectedMs: now });
  world.timeline.after(world.timings.readyMs, () => getReady(world, agent));
}

function getReady(world: World, agent: SimAgent): void {
  if (agent.isReplaced) return;
  const { timeline, timings } = world;
  const api = agent.hasApp ? startCli(world, agent) : undefined;
  change(world, agent, { lifecycle: "ready", readyMs: timeline.now(), api });
  if (api === undefined) return;
  timeline.after(timings.healthyMs, () => {
    if (agent.api === api && !agent.isReplaced) change(world, agent, { appHealth: "healthy" });
  });
}

function startCli(world: World, agent: SimAgent): AgentApi {
  const { workspace } = agent;
  const api = createAgentApi({
    timeline: world.timeline,
    timings: world.timings,
    readScript: (prompt) => readScript(prompt, world.habits, world.random),
    report: (state, message, uri) => reportStatus(world, agent, { state, message, uri }),
    onWork: () => {
      const occasion = { agent: workspace.name };
      const drop = world.faults.strikes("agent-drop", occasion);
      if (drop) world.timeline.after(faultDelayMs, () => dropAgent(world, agent, drop.ms));
      if (world.faults.strikes("app-kill", occasion)) world.timeline.after(faultDelayMs, () => killApp(world, agent));
    },
  });
  const { firstPrompt } = workspace;
  workspace.firstPrompt = undefined;
  if (firstPrompt !== undefined && firstPrompt.trim() !== "") {
    world.journal.prompt(workspace, firstPrompt, "create");
    api.start(firstPrompt);
  }
  return api;
}

function change(world: World, agent: SimAgent, changes: Partial<SimAgent>): void {
  Object.assign(agent, changes);
  world.changed(agent.workspace, "agent");
}
