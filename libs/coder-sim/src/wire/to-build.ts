import { buildStatus, latestBuild } from "../world/sim-workspace.ts";
import type { SimBuild } from "../world/sim-workspace.ts";
import type { World } from "../world/world.ts";
import { toAgent } from "./to-agent.ts";
import { toOptionalTime, toTime } from "./to-time.ts";

const noId = "00000000-0000-0000-0000-000000000000";

export function toBuild(world: World, build: SimBuild) {
  const { workspace, version, initiator } = build;
  const isDone = build.job === "succeeded" && build.completedMs !== undefined;
  return {
    id: build.id,
    created_at: toTime(build.createdMs),
    updated_at: toTime(isDone ? (build.completedMs ?? build.createdMs) : build.createdMs),
    workspace_id: workspace.id,
    workspace_name: workspace.name,
    workspace_owner_id: workspace.owner.id,
    workspace_owner_name: workspace.owner.username,
    template_version_id: version.id,
    template_version_name: version.name,
    build_number: build.number,
    transition: build.transition,
    initiator_id: initiator.id,
    initiator_name: initiator.username,
    job: toJob(world, build),
    reason: build.reason,
    resources: toResources(world, build),
    deadline: null,
    max_deadline: null,
    status: buildStatus(build),
    daily_cost: 0,
    matched_provisioners: { count: 0, available: 0, most_recently_seen: null },
    template_version_preset_id: build.preset?.id ?? null,
    // Known only once the plan has been made.
    has_ai_task: isDone && build.transition !== "delete" ? workspace.taskId !== undefined : undefined,
    has_external_agent: isDone && build.transition !== "delete" ? false : undefined,
  };
}

function toJob({ organization, workerId }: World, build: SimBuild) {
  return {
    id: build.jobId,
    created_at: toTime(build.createdMs),
    started_at: toOptionalTime(build.startedMs),
    completed_at: toOptionalTime(build.completedMs),
    canceled_at: toOptionalTime(build.canceledMs),
    error: build.error,
    status: build.job,
    worker_id: build.startedMs === undefined ? undefined : workerId,
    file_id: build.version.id,
    tags: { owner: "", scope: "organization" },
    queue_position: 0,
    queue_size: 0,
    organization_id: organization.id,
    initiator_id: build.initiator.id,
    input: { workspace_build_id: build.id },
    type: "workspace_build",
    metadata: {
      template_version_name: "",
      template_id: noId,
      template_name: "",
      template_display_name: "",
      template_icon: "",
    },
    logs_overflowed: false,
  };
}

/** Empty until a start build has succeeded. How much of an old machine still shows depends on the release. */
function toResources({ traits, timeline }: World, build: SimBuild) {
  if (build.transition !== "start" || build.job !== "succeeded") return [];
  const { agent } = build;
  const isShown = agent !== undefined && (traits.keepsOldAgents || !agent.isReplaced || isLatest(build));
  return [
    {
      id: agent?.resourceId ?? build.resourceId,
      created_at: toTime(build.completedMs ?? build.createdMs),
      job_id: build.jobId,
      workspace_transition: build.transition,
      type: "docker_container",
      name: "dev",
      hide: false,
      icon: "",
      agents: isShown ? [toAgent(agent, timeline.now(), traits, !hasLaterStart(build))] : undefined,
      daily_cost: 0,
    },
  ];
}

const isLatest = (build: SimBuild) => latestBuild(build.workspace) === build;

const hasLaterStart = ({ workspace, number }: SimBuild) =>
  workspace.builds.some((build) => build.number > number && build.transition === "start" && build.job === "succeeded");
