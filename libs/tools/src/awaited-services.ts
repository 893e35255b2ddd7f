import type {
  Alert,
  AlertSeverity,
  CallOptions,
  EventTypeName,
  FleetDigest,
  FleetStatus,
  InputReceipt,
  PageInfo,
  PageRequest,
  ShownEvent,
  WaitFor,
  WaitResult,
} from "@fleet-mcp/models";

export interface FleetService {
  status(options: CallOptions): Promise<FleetStatus>;
  digest(
    request: { readonly sinceCursor?: number | undefined; readonly maxTokens: number },
    options: CallOptions,
  ): Promise<FleetDigest>;
}

export interface WaitingService {
  waitFor(
    request: {
      readonly agentNames?: readonly string[] | undefined;
      readonly until: WaitFor;
      readonly timeoutSeconds: number;
      readonly cursor?: number | undefined;
    },
    options: CallOptions,
  ): Promise<WaitResult>;
}

export interface EventService {
  query(
    filter: {
      readonly agentName?: string | undefined;
      readonly types?: readonly EventTypeName[] | undefined;
      readonly since?: string | undefined;
      readonly until?: string | undefined;
      readonly correlationId?: string | undefined;
    },
    page: PageRequest,
    options: CallOptions,
  ): Promise<{ events: ShownEvent[] } & PageInfo>;
}

export interface AlertService {
  list(
    filter: { readonly severity?: AlertSeverity | undefined },
    page: PageRequest,
    options: CallOptions,
  ): Promise<{ alerts: Alert[] } & PageInfo>;
  resolve(alertId: string, note: string | undefined, options: CallOptions): Promise<Alert>;
}

export interface InputService {
  send(
    agentName: string,
    request: { readonly input: string; readonly inputType: "text" | "key" | "answer" },
    options: CallOptions,
  ): Promise<InputReceipt>;
}
