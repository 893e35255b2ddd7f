import type { CallOptions } from "@fleet-mcp/models";
import type { CoderHttp } from "../coder-http.ts";
import { WireBuildInfo } from "./wire-build-info.ts";

export const createServerApi = (http: CoderHttp) => ({
  /** `GET /buildinfo`, which needs no token and gets none. */
  buildInfo: (options: CallOptions): Promise<WireBuildInfo> =>
    http.read(WireBuildInfo, { path: ["buildinfo"], anonymous: true }, options),
});
