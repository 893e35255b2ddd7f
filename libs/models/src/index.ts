export { Agent, AgentSummary, Conversation } from "./agent.ts";
export { AgentName, agentNameFault, maxNewAgentNameLength, reservedAgentNames } from "./agent-name.ts";
export type { AgentNameFault } from "./agent-name.ts";
export { AgentStatus, isOnline, isTransitional } from "./agent-status.ts";
export { BackendChoice, BackendName } from "./backend-name.ts";
export type { CallOptions, Progress } from "./call-options.ts";
export { cleanLine, cleanText } from "./clean-text.ts";
export type { Clock } from "./clock.ts";
export { compareTimes } from "./compare-times.ts";
export { createRedactor } from "./create-redactor.ts";
export type { Redact } from "./create-redactor.ts";
export { errorMeanings } from "./error-meanings.ts";
export { ErrorCode, FleetError } from "./fleet-error.ts";
export type { FleetErrorOptions } from "./fleet-error.ts";
export { LogEntry, LogLevel, LogSource, isAtLeast, maxLogEntryLength } from "./log-entry.ts";
export type { Logger } from "./logger.ts";
export { mapLimited } from "./map-limited.ts";
export { PageInfo, PageNumber, PageSize, paginate } from "./page.ts";
export type { PageRequest } from "./page.ts";
export { Project, Role, UnusableProject } from "./project.ts";
export { silentLogger } from "./silent-logger.ts";
export { LastTask, Task, TaskReceipt, TaskState, maxTaskLength, maxTypedTaskLength } from "./task.ts";
export { isPullRequestLink } from "./pull-request-link.ts";
export { taskHistory } from "./task-history.ts";
export type { GivenPrompt, StatusReport } from "./task-history.ts";
export { FirstTask, UnfinishedWork } from "./unfinished-work.ts";
export { EventType, InputDelivery, InputType, eventSchemaVersion, eventTypes } from "./events/event-schemas.ts";
export type { EventTypeName } from "./events/event-schemas.ts";
export type { EventData, EventSubject, FleetEvent, NewFleetEvent, Origin } from "./events/fleet-event.ts";
export { Alert, AlertRule, AlertSeverity } from "./fleet/alert.ts";
export { emptyLedger, evolve } from "./fleet/evolve.ts";
export type {
  AgentLedger,
  FleetLedger,
  LedgerAlert,
  LedgerTask,
  OwedBeginning,
  TaskMark,
} from "./fleet/fleet-ledger.ts";
export { FleetStatus, Outlier } from "./fleet/fleet-status.ts";
export { InputReceipt } from "./fleet/input-receipt.ts";
export { PullRequest, PullRequestCheckStatus, PullRequestStatus } from "./fleet/pull-request.ts";
export { FleetDigest, Happening, ShownEvent, WaitFor, WaitResult } from "./fleet/watched.ts";
