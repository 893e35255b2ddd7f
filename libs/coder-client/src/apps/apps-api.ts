import type { CallOptions } from "@fleet-mcp/models";
import { z } from "zod";
import type { CoderHttp } from "../coder-http.ts";
import type { CoderRequest, PathSegment, TextFile } from "../http/coder-request.ts";
import { logsTimeoutMs, sendTimeoutMs } from "../http/timeouts.ts";
import { wireEntries } from "../http/wire-list.ts";
import type { AppAddress } from "./app-address.ts";
import { WireAppMessage } from "./wire-app-message.ts";
import { WireAppStatusReply } from "./wire-app-status-reply.ts";
import { WireAppUpload } from "./wire-app-upload.ts";

const WireAppMessages = z.object({ messages: wireEntries(WireAppMessage) }).transform(({ messages }) => messages);

export interface NewAppMessage {
  /** `raw` bytes go straight to the terminal, also while it works; `user` waits for the reaction. */
  readonly type: "user" | "raw";
  readonly content: string;
}

/** AgentAPI behind Coder's app proxy. A token that is refused is `unauthenticated`, an app out of reach `offline`. */
export const createAppsApi = (http: CoderHttp) => ({
  /** `GET {app}/status`: `stable` or `running`. */
  status: (app: AppAddress, options: CallOptions): Promise<WireAppStatusReply> =>
    http.read(WireAppStatusReply, appRequest(app, "status"), options),

  /** `GET {app}/messages`: the whole conversation, oldest first. */
  messages: (app: AppAddress, options: CallOptions): Promise<readonly WireAppMessage[]> =>
    http.read(WireAppMessages, { ...appRequest(app, "messages"), timeoutMs: logsTimeoutMs }, options),

  /** `POST {app}/message`. AgentAPI refuses `user` while it works: `busy`, reason `agent_busy`. */
  sendMessage: (app: AppAddress, message: NewAppMessage, options: CallOptions): Promise<void> =>
    http.run({ ...appRequest(app, "message"), method: "POST", body: message, timeoutMs: sendTimeoutMs }, options),

  /** `POST {app}/upload`, since AgentAPI 0.10, 10 MB at most: where the file lies on the machine. `unsupported` where it is too old. */
  upload: (app: AppAddress, file: TextFile, options: CallOptions): Promise<WireAppUpload> =>
    http.read(WireAppUpload, { ...appRequest(app, "upload"), method: "POST", file, timeoutMs: sendTimeoutMs }, options),
});

function appRequest({ owner, workspace, agent, slug }: AppAddress, endpoint: string): CoderRequest {
  const path: readonly PathSegment[] = [["@", { owner }], [{ workspace }, ".", { agent }], "apps", { slug }, endpoint];
  return { target: "app", path };
}
