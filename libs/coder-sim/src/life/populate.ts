import { queueBuild } from "../builds/queue-build.ts";
import { createWorkspace } from "../builds/create-workspace.ts";
import type { WorkspaceOrder } from "../builds/create-workspace.ts";
import { createChatWhenReady } from "../chats/create-chat-when-ready.ts";
import type { Random } from "../random.ts";
import { createTask } from "../tasks/create-task.ts";
import { publishVersion } from "../templates/publish-version.ts";
import { activeVersion } from "../world/sim-template.ts";
import type { SimTemplate, SimVersion, VersionBehaviour } from "../world/sim-template.ts";
import type { SimWorkspace } from "../world/sim-workspace.ts";
import type { World } from "../world/world.ts";
import { pickWork } from "./work-items.ts";

/** How far back the fleet's history goes. */
export const historyMs = 30 * 60_000;

type Fate = "idle" | "busy" | "failed task" | "question" | "stopped" | "failed build" | "starting" | "offline";

/** Out of twenty agents, in this order, so that a small fleet shows a mix as well. */
const fates: readonly Fate[] = [
  "idle",
  "busy",
  "idle",
  "failed task",
  "busy",
  "stopped",
  "idle",
  "failed build",
  "busy",
  "question",
  "idle",
  "offline",
  "busy",
  "idle",
  "busy",
  "starting",
  "idle",
  "stopped",
  "busy",
  "idle",
];

/** Creates the fleet in the past; playing the timeline up to the present gives it its history. */
export function populate(world: World, agents: number): readonly SimWorkspace[] {
  const [owner] = world.users;
  // Where tasks are gone, chats take their place.
  const { hasTasks } = world.traits;
  const main = hasTasks ? "shop-backend" : "chat-box";
  const [docs, shop] = ["docs-site", main].map((name) => templateNamed(world, name));
  if (owner === undefined || docs === undefined || shop === undefined || agents === 0) return [];
  // Each kind of trouble is a version of its own; the last push is the good one.
  const behaviours: Partial<Record<Fate, VersionBehaviour>> = {
    "failed build": { startError: "Error: quota exceeded" },
    starting: { startHangs: true },
    offline: { neverConnects: true },
  };
  const versions = new Map<SimTemplate, ReadonlyMap<Fate | undefined, SimVersion>>();
  for (const template of [docs, shop]) versions.set(template, publishAll(world, template, behaviours));

  return Array.from({ length: agents }, (_, at) => {
    const fate = fates[at % fates.length] ?? "idle";
    const template = at % 3 === 2 ? docs : shop;
    const known = versions.get(template);
    const version = known?.get(fate) ?? activeVersion(template);
    const preset = version.presets[at % Math.max(1, version.presets.length)];
    const prompt = promptFor(fate, world.random);
    const name = nameOf(at);
    const order = { owner, initiator: owner, name, version, preset, parameters: new Map(defaults(version)) };
    if (template === shop && !hasTasks) return settle(world, createChatAgent(world, order, prompt), fate);
    if (template === shop) return settle(world, createTask(world, { ...order, prompt }).workspace, fate);
    const parameters = new Map([...order.parameters, ["ai_prompt", prompt] as const]);
    return settle(world, createWorkspace(world, { ...order, parameters }), fate);
  });
}

const templateNamed = ({ templates }: World, name: string) => templates.find(({ seed }) => seed.name === name);

const defaults = ({ template }: SimVersion) =>
  template.seed.parameters.map(({ name, defaultValue }) => [name, defaultValue] as const);

function publishAll(world: World, template: SimTemplate, behaviours: Partial<Record<Fate, VersionBehaviour>>) {
  const troubled = Object.entries(behaviours).map(([fate, behaviour]) => [fate, behaviour] as const);
  const versions = new Map<Fate | undefined, SimVersion>();
  for (const [fate, behaviour] of troubled) {
    const known = fates.find((candidate) => candidate === fate);
    versions.set(known, publishVersion(world, template, behaviour));
  }
  publishVersion(world, template, template.seed.behaviour);
  return versions;
}

/** Two words and, in large fleets, a number: `amber-otter`, `amber-otter-2`. */
function nameOf(at: number): string {
  const [first, last] = [colours[at % colours.length], animals[Math.floor(at / colours.length) % animals.length]];
  const round = Math.floor(at / (colours.length * animals.length));
  return round === 0 ? `${first}-${last}` : `${first}-${last}-${round + 1}`;
}

const colours = ["amber", "azure", "coral", "dusky", "ivory", "jade", "lilac", "ochre", "rust", "teal"];
const animals = ["otter", "heron", "lynx", "finch", "crane", "newt", "toad", "wren", "swan", "kite"];

function promptFor(fate: Fate, random: Random): string {
  const title = pickWork(random);
  const seconds = random.between(30, 1_200);
  if (fate === "busy") return `${title} work=60 stuck`;
  if (fate === "failed task") return `${title} work=${seconds} fail`;
  if (fate === "question") return `${title} work=${seconds} ask`;
  const pullRequest = random.chance(0.6)
    ? ` pr=https://git.example.com/acme/shop/pull/${random.between(100, 999)}`
    : "";
  return `${title} work=${seconds}${pullRequest}`;
}

function createChatAgent(world: World, order: WorkspaceOrder, text: string): SimWorkspace {
  const workspace = createWorkspace(world, order);
  const labels = { "fleet-mcp/agent": workspace.name };
  createChatWhenReady(world, { owner: workspace.owner, workspace, labels, text, clientType: "api" });
  return workspace;
}

function settle(world: World, workspace: SimWorkspace, fate: Fate): SimWorkspace {
  if (fate !== "stopped") return workspace;
  world.timeline.after(historyMs - 60_000, () => {
    const reason = workspace.taskId === undefined ? "initiator" : "task_manual_pause";
    queueBuild(world, workspace, { transition: "stop", initiator: workspace.owner, reason });
  });
  return workspace;
}
