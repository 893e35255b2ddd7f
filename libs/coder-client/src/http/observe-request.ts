/** One attempt of a request as it begins. Holds no name, id or token. */
export interface ObservedRequest {
  readonly method: string;
  /** As in Coder's reference, `/workspaces/{id}/builds`; `app:/status` for the app of a workspace. */
  readonly route: string;
}

/** The status of the answer; `error` when none came or it broke off, `cancelled` when the caller gave up. */
export type RequestOutcome = number | "error" | "cancelled";

/**
 * Runs one attempt, once, and may look at its outcome; what it runs never rejects. Headers that it passes, such as
 * `traceparent`, are sent to Coder's API only, never to the app of a workspace.
 */
export type ObserveRequest = (
  request: ObservedRequest,
  send: (headers: Readonly<Record<string, string>>) => Promise<RequestOutcome>,
) => Promise<void>;

export const observeNothing: ObserveRequest = async (_request, send) => {
  await send({});
};
