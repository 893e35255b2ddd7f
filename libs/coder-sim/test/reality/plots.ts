import { chatSeed, templateSeeds } from "../../src/index.ts";
import type { CoderSimOptions, TemplateSeed, Timings, VersionBehaviour } from "../../src/index.ts";
import { labModel } from "./lab-model.ts";
import type { Ask, NewAgent, Stage } from "../stage.ts";

/** What the recordings do not show: how their deployment was set up, what happened behind the client's back. */
export interface Plot {
  readonly options?: CoderSimOptions;
  readonly timings?: Partial<Timings>;
  /** Recordings of the same deployment from shortly before: they are played first, and what they left is there. */
  readonly follows?: readonly string[];
  readonly acts?: readonly { readonly at: string; readonly act: (stage: Stage) => unknown }[];
  /** Who asks, when it is not riley. */
  readonly callers?: Readonly<Record<number, Ask["as"]>>;
  /** Answers that are known to differ: places in them, with the reason. */
  readonly exceptions?: Readonly<Record<number, { readonly places: readonly string[]; readonly reason: string }>>;
}

/** How quick the recorded machines were. */
export const recordedTimings: Timings = {
  queueMs: 25,
  startMs: 85,
  stopMs: 80,
  deleteMs: 80,
  cancelMs: 1_956,
  connectMs: 60,
  readyMs: 30,
  healthyMs: 1_950,
  firstReportMs: 85,
  unhealthyMs: 3_000,
  takeUpMs: 1_080,
  idleMs: 1_015,
  settleMs: 2_000,
};

const day = (time: string) => `2026-11-21T09:${time}Z`;
const seedNamed = (name: string): TemplateSeed => {
  const seed = templateSeeds.find((candidate) => candidate.name === name);
  if (seed === undefined) throw new Error(`No seed ${name}`);
  return seed;
};

const usual = [seedNamed("bare-vm"), seedNamed("docs-site"), seedNamed("shop-backend")];
/** The recorder gave it a name of its own. */
const strict = { ...seedNamed("strict"), name: "strict-75537" };
const box: TemplateSeed = {
  name: "twin-box",
  displayName: "Twin box",
  description: "",
  isTaskCapable: false,
  parameters: [],
  presets: [],
  behaviour: { hasNoAgent: true },
};

const push =
  (template: string, behaviour = {}) =>
  (stage: Stage) =>
    stage.sim.publishVersion(template, behaviour);
const bindVersion = (id: string, template: string) => async (stage: Stage) =>
  stage.ids.bind(id, (await stage.template(template)).active_version_id);

/** A workspace that can be neither run nor deleted: recorded once, still there in later recordings. */
const slug = (deletes: readonly string[]) => {
  let id = "";
  return [
    {
      at: day("16:30.200"),
      act: async (stage: Stage) => {
        stage.sim.publishVersion("docs-site", { neverConnects: true, deleteError: "Error: volume is still attached" });
        id = await stage.create({ name: "slug", from: "docs-site", role: "coder", prompt: "x" });
      },
    },
    ...deletes.map((at) => ({ at: day(at), act: (stage: Stage) => stage.build(id, { transition: "delete" }) })),
    { at: day("16:32.600"), act: push("docs-site") },
  ].toSorted((a, b) => (a.at < b.at ? -1 : 1));
};
const deletedTwice = ["16:30.990", "16:31.750"];
const deletedOften = [...deletedTwice, "16:50.000", "17:30.000", "18:00.000", "18:30.000", "18:45.000", "19:01.260"];

const pullRequest = {
  metadata: {
    fleet_mcp_pull_request_check_status: "passing",
    fleet_mcp_pull_request_status: "open",
    fleet_mcp_pull_request_url: "https://git.example.com/acme/shop/pull/42",
    fleet_mcp_role: "coder",
  },
};

interface MixedTimes {
  readonly ant: string;
  readonly bee: string;
  readonly cod: string;
  readonly dab: string;
  readonly eel: string;
  readonly fox: string;
  readonly gnu: string;
  readonly scratch: string;
  readonly pause: string;
}

/** The mixed fleet: every agent from a version of its own. */
function mixed(times: MixedTimes): NonNullable<Plot["acts"]> {
  const create = (stage: Stage, from: string, behaviour: VersionBehaviour, order: Omit<NewAgent, "from">) => {
    stage.sim.publishVersion(from, behaviour);
    return stage.create({ from, ...order });
  };
  const agent = (at: string, ...order: [string, VersionBehaviour, Omit<NewAgent, "from">]) => ({
    at: day(at),
    act: (stage: Stage) => create(stage, ...order),
  });
  let paused = "";
  return [
    agent(times.ant, "shop-backend", pullRequest, task("ant", "coder", "Fix the login bug work=2")),
    agent(times.bee, "shop-backend", {}, task("bee", "coder", "Migrate the database work=600")),
    {
      at: day(times.cod),
      act: async (stage: Stage) => {
        paused = await create(stage, "shop-backend", {}, task("cod", "reviewer", "Review PR 17 work=2"));
      },
    },
    agent(times.dab, "shop-backend", {}, task("dab", "tester", "Write tests work=2 fail")),
    agent(times.eel, "docs-site", {}, { name: "eel", role: "coder", prompt: "Write docs work=2" }),
    agent(times.fox, "docs-site", { startError: "Error: quota exceeded" }, { name: "fox", role: "coder", prompt: "x" }),
    agent(times.gnu, "docs-site", { startHangs: true }, { name: "gnu", role: "coder", prompt: "x" }),
    { at: day(times.scratch), act: (stage: Stage) => stage.create({ name: "scratch", from: "bare-vm" }) },
    {
      at: day(times.pause),
      act: async (stage: Stage) => {
        const { task_id: id } = await stage.read(`/api/v2/workspaces/${paused}`);
        await stage.ask({ method: "POST", url: `/api/v2/tasks/me/${id}/pause` });
      },
    },
  ];
}

const task = (name: string, role: string, prompt: string) => ({ name, role, prompt, isTask: true });

/** The chats name their organisation without having asked for it. */
const organization = {
  at: day("36:38.000"),
  act: async (stage: Stage) =>
    stage.ids.bind("0730d233-7fa1-4850-a294-7e920d977126", (await stage.read("/api/v2/organizations"))[0].id),
};
const chats = {
  options: { release: "2.35", templates: [...usual, chatSeed], chatModel: labModel },
  timings: { connectMs: 90 },
} as const;

export const plots: Readonly<Record<string, Plot>> = {
  "coder-2.31/builds-that-go-wrong": {
    options: { templates: [...usual, strict] },
    acts: [
      { at: day("16:23.600"), act: push("docs-site", { startError: "Error: no capacity in zone eu-1" }) },
      { at: day("16:26.500"), act: push("docs-site", { startHangs: true }) },
      {
        at: day("16:30.100"),
        act: push("docs-site", { neverConnects: true, deleteError: "Error: volume is still attached" }),
      },
    ],
  },
  "coder-2.31/fleet-mixed": {
    options: { templates: [...usual, strict] },
    acts: [
      ...slug(deletedTwice),
      ...mixed({
        ant: "16:33.090",
        bee: "16:33.735",
        cod: "16:34.400",
        dab: "16:35.090",
        eel: "16:35.790",
        fox: "16:36.500",
        gnu: "16:37.130",
        scratch: "16:37.180",
        pause: "16:37.860",
      }),
    ],
  },
  "coder-2.31/fleet-of-130": {
    options: { templates: [...usual, strict], rateLimit: 0 },
    acts: [
      ...slug(deletedTwice),
      { at: day("17:17.000"), act: push("docs-site", { hasNoAgent: true }) },
      ...Array.from({ length: 130 }, (_, at) => ({
        at: new Date(Date.parse(day("17:17.050")) + at * 48.7).toISOString(),
        act: (stage: Stage) => stage.create({ name: `worker-${String(at + 1).padStart(3, "0")}`, from: "docs-site" }),
      })),
    ],
  },
  "coder-2.31/inbox": { options: { templates: [...usual, strict] } },
  "coder-2.31/projects-and-roles": { options: { templates: usual } },
  "coder-2.31/rate-limited": {
    options: { templates: [...usual, strict], rateLimit: 5 },
    acts: slug(deletedOften),
  },
  "coder-2.31/server-identity": { callers: { 0: "nobody", 2: "stranger", 3: "nobody" } },
  "coder-2.31/task-agent-life": { options: { templates: usual }, timings: { startMs: 150 } },
  "coder-2.31/task-agent-pause-resume": { options: { templates: usual } },
  "coder-2.31/task-agent-refusals": {
    options: { templates: usual },
    timings: { connectMs: 150 },
    acts: [{ at: day("15:40.000"), act: bindVersion("d4ae4904-c0f1-429a-9766-01d227a1689c", "docs-site") }],
  },
  "coder-2.31/token-lifetime": { options: { token: `tokenid000-${"0".repeat(22)}` } },
  "coder-2.31/two-owners": {
    options: { templates: [...usual, strict] },
    acts: [
      ...slug(deletedOften),
      { at: day("51:56.000"), act: (stage) => stage.sim.addTemplate(box) },
      { at: day("51:56.350"), act: (stage) => stage.create({ name: "twin", from: "twin-box" }) },
      { at: day("51:56.400"), act: (stage) => stage.create({ name: "twin", from: "twin-box", owner: "sam" }) },
      { at: day("51:56.475"), act: (stage) => stage.create({ name: "kite", from: "twin-box", owner: "sam" }) },
    ],
    callers: { 7: "sam", 8: "sam", 9: "sam", 10: "sam", 11: "sam", 12: "sam" },
  },
  "coder-2.31/watch-a-task": { options: { templates: usual } },
  "coder-2.31/workspace-agent-life": { options: { templates: usual } },
  "coder-2.31/workspace-agent-refusals": {
    options: { templates: usual },
    acts: [
      {
        at: day("16:16.000"),
        act: async (stage) => {
          stage.sim.addTemplate(strict);
          stage.ids.bind("4de387e0-b121-444b-8513-17eda60fb770", (await stage.template(strict.name)).id);
        },
      },
      { at: day("16:17.500"), act: (stage) => stage.sim.killApp("crane") },
      { at: day("16:21.000"), act: (stage) => stage.sim.dropAgent("crane") },
      {
        at: day("16:21.600"),
        act: async (stage) => {
          const { id } = await stage.read("/api/v2/users/me/workspace/crane");
          await stage.build(id, { transition: "stop" });
        },
      },
      { at: day("16:22.300"), act: push("docs-site", { refusesHosts: true }) },
    ],
    callers: { 19: "nobody" },
  },
  "coder-2.35/chat-agent-life": { ...chats, acts: [organization] },
  "coder-2.35/chat-agent-refusals": { ...chats, acts: [organization], follows: ["coder-2.35/chat-agent-life"] },
  "coder-2.35/chat-no-model": { options: { release: "2.35", chats: "no-model" }, acts: [organization] },
  "coder-2.35/chat-queue": {
    ...chats,
    acts: [organization],
    follows: ["coder-2.35/chat-agent-life", "coder-2.35/chat-agent-refusals"],
  },
  "coder-2.35/fleet-mixed": {
    options: { release: "2.35", templates: usual },
    timings: { startMs: 150, connectMs: 250, readyMs: 110, firstReportMs: 200 },
    acts: mixed({
      ant: "35:18.720",
      bee: "35:19.410",
      cod: "35:20.120",
      // Its machine took longer than the others.
      dab: "35:21.200",
      eel: "35:21.350",
      fox: "35:22.230",
      gnu: "35:22.515",
      scratch: "35:22.560",
      pause: "35:24.350",
    }),
    exceptions: {
      11: {
        places: ["value.workspaces.0.latest_app_status"],
        reason:
          "Coder reads the latest status before the list of them; an idle came in between, and only the list has it. No tool " +
          "shows the difference: the latest status counts only where the list lacks it, and here the list has both.",
      },
    },
  },
  "coder-2.35/server-identity": {
    options: { release: "2.35" },
    callers: { 0: "nobody", 2: "stranger", 3: "nobody" },
  },
  "coder-2.35/task-agent-life": {
    options: { release: "2.35", templates: usual },
    timings: { startMs: 150, connectMs: 90 },
  },
  "coder-2.35/task-agent-refusals": {
    options: { release: "2.35", templates: usual },
    timings: { connectMs: 200 },
    acts: [{ at: day("34:54.800"), act: bindVersion("b3aec83f-ce42-4546-9da9-b1cef572b2de", "docs-site") }],
  },
  "coder-2.35/workspace-agent-life": {
    options: { release: "2.35", templates: usual },
    timings: { startMs: 180, healthyMs: 2_200 },
  },
};
