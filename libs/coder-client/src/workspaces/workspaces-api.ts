import type { CallOptions } from "@fleet-mcp/models";
import { z } from "zod";
import { WireBuild } from "../builds/wire-build.ts";
import type { CoderHttp } from "../coder-http.ts";
import { wireEntries, wireList } from "../http/wire-list.ts";
import { WireWorkspace } from "./wire-workspace.ts";

const WireWorkspacePage = z.object({ workspaces: wireEntries(WireWorkspace), count: z.number() });

export interface WorkspacePageRequest {
  readonly q: string;
  readonly limit: number;
  readonly offset: number;
}

export interface WorkspacePage {
  readonly workspaces: readonly WireWorkspace[];
  /** All that match, whatever the page holds. */
  readonly count: number;
}

export interface NewWorkspace {
  readonly name: string;
  readonly template_version_id: string;
  readonly template_version_preset_id?: string | undefined;
  readonly rich_parameter_values?: readonly { readonly name: string; readonly value: string }[];
}

export interface NewBuild {
  readonly transition: "start" | "stop" | "delete";
  readonly template_version_id?: string | undefined;
}

export const createWorkspacesApi = (http: CoderHttp) => ({
  /** `GET /workspaces`. Rows may move between pages while they are fetched. */
  list: ({ q, limit, offset }: WorkspacePageRequest, options: CallOptions): Promise<WorkspacePage> =>
    http.read(WireWorkspacePage, { path: ["workspaces"], query: { limit, offset, q } }, options),

  /** `GET /workspaces/{id}`. A deleted workspace is `not_found` with status 410, reason `gone`. */
  getById: (id: string, options: CallOptions): Promise<WireWorkspace> =>
    http.read(WireWorkspace, { path: ["workspaces", { id }] }, options),

  /** `GET /users/{owner}/workspace/{name}`; `owner` may be `me`. 404 also means "not yours to see". */
  getByName: (owner: string, name: string, options: CallOptions): Promise<WireWorkspace> =>
    http.read(WireWorkspace, { path: ["users", { owner }, "workspace", { name }] }, options),

  /** `POST /users/{owner}/workspaces`. Values of a preset win over `rich_parameter_values`. */
  create: (owner: string, workspace: NewWorkspace, options: CallOptions): Promise<WireWorkspace> =>
    http.read(WireWorkspace, { method: "POST", path: ["users", { owner }, "workspaces"], body: workspace }, options),

  /** `GET /workspaces/{id}/builds`, newest first. */
  builds: (id: string, options: CallOptions): Promise<readonly WireBuild[]> =>
    http.read(wireList(WireBuild), { path: ["workspaces", { id }, "builds"] }, options),

  /** `POST /workspaces/{id}/builds`. `busy`, reason `build_active`, while another build is in progress, or after a deletion. */
  createBuild: (id: string, build: NewBuild, options: CallOptions): Promise<WireBuild> =>
    http.read(WireBuild, { method: "POST", path: ["workspaces", { id }, "builds"], body: build }, options),
});
