import { cancelBuild } from "../builds/cancel-build.ts";
import { json, missing, refusal } from "../http/sim-answer.ts";
import type { SimAnswer } from "../http/sim-answer.ts";
import { toBuild } from "../wire/to-build.ts";
import { toTime } from "../wire/to-time.ts";
import { isActive } from "../world/sim-workspace.ts";
import { first } from "./route.ts";
import type { Call, Route } from "./route.ts";
import { visibleBuild } from "./visible.ts";

export const buildsRoutes: readonly Route[] = [
  { method: "GET", path: "workspacebuilds/*", answer: getBuild },
  { method: "GET", path: "workspacebuilds/*/parameters", answer: listParameters },
  { method: "GET", path: "workspacebuilds/*/logs", answer: listLogs },
  { method: "PATCH", path: "workspacebuilds/*/cancel", answer: cancel },
];

const found = (call: Call) => visibleBuild(call.world, call.caller, first(call));

function getBuild(call: Call): SimAnswer {
  const build = found(call);
  return build ? json(200, toBuild(call.world, build)) : missing();
}

function listParameters(call: Call): SimAnswer {
  const build = found(call);
  if (build === undefined) return missing();
  return json(
    200,
    [...build.parameters].map(([name, value]) => ({ name, value })),
  );
}

/** Oldest first. */
function listLogs(call: Call): SimAnswer {
  const build = found(call);
  if (build === undefined) return missing();
  const after = Number(call.query.get("after") ?? 0);
  const logs = build.logs
    .filter(({ id }) => id > after)
    .map(({ id, createdMs, source, level, stage, output }) => ({
      id,
      created_at: toTime(createdMs),
      log_source: source,
      log_level: level,
      stage,
      output,
    }));
  return json(200, logs);
}

/** Members may cancel only what is pending, and only when they say so; no template here allows more. */
function cancel(call: Call): SimAnswer {
  const build = found(call);
  if (build === undefined) return missing();
  const expected = call.query.get("expect_status");
  if (expected !== null && expected !== "running" && expected !== "pending") {
    return refusal(400, `Invalid expect_status "${expected}". Only "running" or "pending" are allowed.`);
  }
  if (!call.caller.isAdmin && expected !== "pending") {
    return refusal(403, "User is not allowed to cancel workspace builds. Owner role required.");
  }
  if (build.job === "canceling" || build.job === "canceled") {
    return refusal(400, "Job has already been marked as canceled!");
  }
  if (!isActive(build)) return refusal(400, "Job has already completed!");
  if (expected !== null && build.job !== expected) return refusal(412, "Job is not in the expected state.");
  cancelBuild(call.world, build);
  return json(200, { message: "Job has been marked as canceled..." });
}
