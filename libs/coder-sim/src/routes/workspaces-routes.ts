import { json, jsonText, missing, refusal } from "../http/sim-answer.ts";
import type { SimAnswer } from "../http/sim-answer.ts";
import { filterWorkspaces, workspaceKeys } from "../search/filter-workspaces.ts";
import { readQuery } from "../search/read-query.ts";
import { toBuild } from "../wire/to-build.ts";
import { toWorkspaceRow } from "../wire/to-workspace.ts";
import { createBuildRoute } from "./create-build-route.ts";
import { createWorkspaceRoute } from "./create-workspace-route.ts";
import { first, second } from "./route.ts";
import type { Call, Route } from "./route.ts";
import { maySee, visibleUser, visibleWorkspace } from "./visible.ts";
import { watchWorkspace } from "./watch-workspace.ts";

export const workspacesRoutes: readonly Route[] = [
  { method: "GET", path: "workspaces", answer: listWorkspaces },
  { method: "GET", path: "workspaces/*", answer: getWorkspace },
  { method: "GET", path: "workspaces/*/watch", answer: watchWorkspace },
  { method: "GET", path: "workspaces/*/builds", answer: listBuilds },
  { method: "POST", path: "workspaces/*/builds", answer: createBuildRoute },
  { method: "GET", path: "users/*/workspace/*", answer: getByName },
  { method: "POST", path: "users/*/workspaces", answer: createWorkspaceRoute },
];

/** Without a limit all rows come; `count` is the number of all that match. */
function listWorkspaces({ world, caller, query }: Call): SimAnswer {
  const read = readQuery(query.get("q"), "workspace", "name", workspaceKeys);
  if ("refused" in read) return read.refused;
  const [limit, offset] = [pageNumber(query.get("limit")), pageNumber(query.get("offset"))];
  if (limit === undefined || offset === undefined) return badPage();

  const visible = world.list().filter(({ owner }) => maySee(caller, owner));
  const found = filterWorkspaces(visible, read.terms, caller);
  const page = found.slice(offset, limit === 0 ? undefined : offset + limit);
  const rows = page.map((workspace) => toWorkspaceRow(world, workspace));
  return jsonText(200, `{"workspaces":[${rows.join(",")}],"count":${found.length}}`);
}

function pageNumber(word: string | null): number | undefined {
  if (word === null || word === "") return 0;
  return /^\d+$/.test(word) ? Number(word) : undefined;
}

const badPage = () =>
  refusal(400, "Query parameters have invalid values.", {
    validations: [{ field: "limit", detail: 'Query param "limit" must be a valid non-negative integer' }],
  });

function getWorkspace(call: Call): SimAnswer {
  const { world, caller, query } = call;
  const workspace = visibleWorkspace(world, caller, first(call));
  if (workspace === undefined) return missing();
  if (!workspace.isDeleted || query.get("include_deleted") === "true") {
    return jsonText(200, toWorkspaceRow(world, workspace));
  }
  const parameter = world.traits.deletedParameter;
  const advice = `you can view this workspace by specifying '?${parameter}=true' and trying again.`;
  return refusal(410, `Workspace "${workspace.id}" was deleted, ${advice}`);
}

function getByName(call: Call): SimAnswer {
  const { world, caller } = call;
  const owner = visibleUser(world, caller, first(call));
  const workspace = owner && world.findByName(owner, second(call));
  return workspace ? jsonText(200, toWorkspaceRow(world, workspace)) : missing();
}

/** Newest first. */
function listBuilds(call: Call): SimAnswer {
  const { world, caller, query } = call;
  const workspace = visibleWorkspace(world, caller, first(call));
  if (workspace === undefined) return missing();
  const [limit = 0, offset = 0] = [pageNumber(query.get("limit")), pageNumber(query.get("offset"))];
  const builds = workspace.builds.toReversed().slice(offset, limit === 0 ? undefined : offset + limit);
  return json(
    200,
    builds.map((build) => toBuild(world, build)),
  );
}
