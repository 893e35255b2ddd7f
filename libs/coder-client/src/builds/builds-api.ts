import type { CallOptions } from "@fleet-mcp/models";
import type { CoderHttp } from "../coder-http.ts";
import { logsTimeoutMs } from "../http/timeouts.ts";
import { wireList } from "../http/wire-list.ts";
import { WireBuildLog } from "./wire-build-log.ts";
import { WireBuildParameter } from "./wire-build-parameter.ts";
import { WireBuild } from "./wire-build.ts";

export const createBuildsApi = (http: CoderHttp) => ({
  /** `GET /workspacebuilds/{id}`. */
  get: (id: string, options: CallOptions): Promise<WireBuild> =>
    http.read(WireBuild, { path: ["workspacebuilds", { id }] }, options),

  /**
   * `PATCH /workspacebuilds/{id}/cancel`. A pending build may always be cancelled, a running one only where the template
   * allows it (`forbidden`). Reasons: `status_differs` (412), `already_completed`.
   */
  cancel: (id: string, expectStatus: "pending" | "running", options: CallOptions): Promise<void> =>
    http.run(
      { method: "PATCH", path: ["workspacebuilds", { id }, "cancel"], query: { expect_status: expectStatus } },
      options,
    ),

  /** `GET /workspacebuilds/{id}/logs`, oldest first. */
  logs: (id: string, options: CallOptions): Promise<readonly WireBuildLog[]> =>
    http.read(wireList(WireBuildLog), { path: ["workspacebuilds", { id }, "logs"], timeoutMs: logsTimeoutMs }, options),

  /** `GET /workspacebuilds/{id}/parameters`: the values as stored. */
  parameters: (id: string, options: CallOptions): Promise<readonly WireBuildParameter[]> =>
    http.read(wireList(WireBuildParameter), { path: ["workspacebuilds", { id }, "parameters"] }, options),
});
