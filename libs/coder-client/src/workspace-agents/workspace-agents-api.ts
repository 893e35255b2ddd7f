import type { CallOptions } from "@fleet-mcp/models";
import type { CoderHttp } from "../coder-http.ts";
import { wireList } from "../http/wire-list.ts";
import { WireMetadata } from "./wire-metadata.ts";

export const createWorkspaceAgentsApi = (http: CoderHttp) => ({
  /** `GET /workspaceagents/{id}/watch-metadata`: there is no plain read, so the first event of the stream, then hang up. */
  metadata: (id: string, options: CallOptions): Promise<readonly WireMetadata[]> =>
    http.readFirstEvent(wireList(WireMetadata), { path: ["workspaceagents", { id }, "watch-metadata"] }, options),
});
