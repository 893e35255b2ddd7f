import type { Habits } from "./agent-api/read-script.ts";
import { dropAgent } from "./agents/drop-agent.ts";
import { killApp } from "./agents/kill-app.ts";
import { createScriptedModel } from "./chats/chat-script.ts";
import { createScaledClock } from "./clock/scaled-clock.ts";
import { createTimeline } from "./clock/timeline.ts";
import type { CoderSimOptions } from "./coder-sim-options.ts";
import { createFaults } from "./faults/faults.ts";
import { withFaults } from "./faults/with-faults.ts";
import type { SimAnswer } from "./http/sim-answer.ts";
import type { SimRequest } from "./http/sim-request.ts";
import { live } from "./life/live.ts";
import { historyMs, populate } from "./life/populate.ts";
import { createRandom } from "./random.ts";
import { traitsOf } from "./release.ts";
import { createAnswerer } from "./routes/answer-request.ts";
import { addTemplate, publishVersion } from "./templates/publish-version.ts";
import { chatSeed, templateSeeds } from "./templates/template-seeds.ts";
import { defaultTimings } from "./timings.ts";
import { makeUsers } from "./world/make-users.ts";
import type { TemplateSeed, VersionBehaviour } from "./world/sim-template.ts";
import { latestBuild } from "./world/sim-workspace.ts";
import type { SimAgent } from "./world/sim-workspace.ts";
import { toTruth } from "./truth.ts";
import { createWorld } from "./world/world.ts";

/** A Coder in memory, without a port: requests in, answers out. */
export function createCoderSim(options: CoderSimOptions = {}) {
  const { release = "2.31", agents = 0, seed = "fleet", user = "riley", rateLimit = 512 } = options;
  const clock = options.clock ?? createScaledClock(options.timeScale);
  const random = createRandom(seed);
  const faults = createFaults(createRandom(`${seed}/faults`), options.faults);
  const timeline = createTimeline(clock, agents > 0 ? clock.now() - historyMs : clock.now());
  const traits = traitsOf[release];
  const habits: Habits = { seconds: [10, 60], mishaps: 0.1, pullRequests: 0.5, ...options.habits };
  const chatRandom = createRandom(`${seed}/chats`);
  const world = createWorld({
    timeline,
    random,
    faults: createFaults(random),
    traits,
    timings: { ...defaultTimings, ...options.timings },
    habits,
    chats: {
      random: chatRandom,
      model: options.chatModel ?? createScriptedModel(habits, chatRandom),
      setup: options.chats ?? "ready",
    },
    baseUrl: options.baseUrl ?? "https://coder.example.com",
    users: makeUsers(random, timeline.now(), { [user]: options.token }),
  });
  const usual = traits.chatsMount === undefined ? templateSeeds : [...templateSeeds, chatSeed];
  for (const template of options.templates ?? usual) addTemplate(world, template);
  const fleet = populate(world, agents);
  timeline.playUntil(clock.now());
  timeline.goLive();
  if (options.isLively ?? true) live(world, fleet);
  // What went wrong in the past is part of the fleet; the faults asked for begin now.
  world.faults = faults;
  const answer = withFaults(faults, createAnswerer(world, rateLimit));

  return {
    release,
    token: tokenOf(user),
    tokenOf,
    faults,
    /** Milliseconds since the epoch, in the simulated world. */
    now: timeline.now,
    handle,
    /** What is really so, also where Coder would not tell. */
    truth: () => toTruth(world),
    /** Adds a template as an administrator would. */
    addTemplate: (template: TemplateSeed) => void addTemplate(world, template),
    /** Pushes a version; workspaces made of earlier ones are outdated from now on. */
    publishVersion: publish,
    /** Cuts the machine of a workspace off, for good or for so long. */
    dropAgent: (name: string, forMs?: number) => dropAgent(world, agentOf(name), forMs),
    /** Ends the coding CLI of a workspace; its machine stays. */
    killApp: (name: string) => killApp(world, agentOf(name)),
    /** Stands still from now on. */
    close: timeline.close,
  };

  /** Answers one request as Coder would. */
  async function handle(request: SimRequest): Promise<SimAnswer> {
    const made = await answer(request);
    const identity = { "x-coder-request-id": crypto.randomUUID(), "x-coder-build-version": traits.version };
    return { ...made, headers: { ...made.headers, ...identity } };
  }

  /** The session token of a user. */
  function tokenOf(username: string): string {
    return known(world.findUser(username), `user ${username}`).token;
  }

  /** Pushes a version; workspaces made of earlier ones are outdated from now on. */
  function publish(templateName: string, behaviour?: VersionBehaviour): void {
    const template = world.templates.find(({ seed: { name } }) => name === templateName);
    publishVersion(world, known(template, `template ${templateName}`), behaviour);
  }

  /** The running machine of a workspace, by the name of the workspace. */
  function agentOf(name: string): SimAgent {
    const workspace = world.list().find((candidate) => candidate.name === name);
    return known(latestBuild(known(workspace, `workspace ${name}`)).agent, `machine of ${name}`);
  }
}
export type CoderSim = ReturnType<typeof createCoderSim>;

function known<Thing>(thing: Thing | undefined, what: string): Thing {
  if (thing === undefined) throw new Error(`The simulated Coder has no ${what}.`);
  return thing;
}
