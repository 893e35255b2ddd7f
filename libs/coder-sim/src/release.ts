/** The releases of Coder that can be played. */
export const releases = ["2.29", "2.31", "2.34", "2.35", "2.37"] as const;
export type Release = (typeof releases)[number];

/** What differs between releases, as far as a client sees it. */
export interface ReleaseTraits {
  readonly version: string;
  /** Where chats are, when there are any. */
  readonly chatsMount: "/api/v2/" | "/api/experimental/" | undefined;
  /** The Tasks API under `/api/v2` and `/api/experimental`. */
  readonly hasTasks: boolean;
  readonly canPauseTasks: boolean;
  /** 409 for a task that is not active and logs from a snapshot; before, 400 for both. */
  readonly knowsInactiveTasks: boolean;
  /** What `send` answers while the agent works. */
  readonly busyStatus: 409 | 502;
  /** How a task calls the app status `failure`. */
  readonly failureWord: "failure" | "failed";
  /** Whether earlier builds still show their agents, with the statuses these reported. */
  readonly keepsOldAgents: boolean;
  /** Whether an agent that may yet connect counts as unhealthy. */
  readonly waitingIsUnhealthy: boolean;
  readonly trimsMetadata: boolean;
  readonly deletedParameter: "deleted" | "include_deleted";
  readonly limitsRateBy: "ip" | "user";
  readonly provisionerApiVersion: string;
}

const oldest: ReleaseTraits = {
  version: "v2.29.4",
  chatsMount: undefined,
  hasTasks: true,
  canPauseTasks: false,
  knowsInactiveTasks: false,
  busyStatus: 502,
  failureWord: "failure",
  keepsOldAgents: true,
  waitingIsUnhealthy: false,
  trimsMetadata: false,
  deletedParameter: "deleted",
  limitsRateBy: "ip",
  provisionerApiVersion: "1.12",
};
const v231: ReleaseTraits = {
  ...oldest,
  version: "v2.31.9",
  canPauseTasks: true,
  knowsInactiveTasks: true,
  provisionerApiVersion: "1.15",
};
const v234: ReleaseTraits = {
  ...v231,
  version: "v2.34.1",
  busyStatus: 409,
  failureWord: "failed",
  keepsOldAgents: false,
  trimsMetadata: true,
  deletedParameter: "include_deleted",
  limitsRateBy: "user",
  provisionerApiVersion: "1.17",
};
const v235: ReleaseTraits = {
  ...v234,
  version: "v2.35.0",
  chatsMount: "/api/experimental/",
  waitingIsUnhealthy: true,
  provisionerApiVersion: "1.18",
};

export const traitsOf: Readonly<Record<Release, ReleaseTraits>> = {
  "2.29": oldest,
  "2.31": v231,
  "2.34": v234,
  "2.35": v235,
  "2.37": { ...v235, version: "v2.37.0", chatsMount: "/api/v2/", hasTasks: false },
};
