import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock, Logger } from "@fleet-mcp/models";
import { createAlertBus } from "@fleet-mcp/tools";
import type { OnAlertsChanged } from "@fleet-mcp/tools";
import { toNodeHandler } from "@modelcontextprotocol/node";
import type { NodeMcpRequestHandler } from "@modelcontextprotocol/node";
import { createMcpHandler } from "@modelcontextprotocol/server";
import type { McpServer } from "@modelcontextprotocol/server";
import type { Access } from "../access/access.ts";
import { createCallLimits } from "../access/call-limits.ts";
import type { Admission, Kind } from "../access/call-limits.ts";
import type { Caller } from "../access/caller.ts";
import { answer, refuse } from "./answer.ts";
import type { Post } from "./legacy-session.ts";
import { createLegacySessions } from "./legacy-sessions.ts";
import { mcpPath } from "./mcp-path.ts";
import { createOpenAnswers } from "./open-answers.ts";
import { readLegacyMessage, sessionHeader } from "./read-legacy-message.ts";
import { readMessage } from "./read-message.ts";
import { withBody } from "./with-body.ts";

interface Parts {
  readonly serverFor: (caller: Caller) => McpServer;
  readonly access: Access;
  readonly log: Logger;
  readonly clock: Clock;
  /** What clients of 2026 that listen are told of; sessions are told by their servers. */
  readonly onAlertsChanged?: OnAlertsChanged | undefined;
}

interface Line {
  readonly answer: NodeMcpRequestHandler;
  close(): Promise<void>;
}

/** The MCP protocol for callers that are known: their limits, what may be sent, and their own servers. */
export function createMcpEndpoint({ serverFor, access, log, clock, onAlertsChanged }: Parts) {
  const limits = createCallLimits(access.callers, access.limits, clock);
  const calls = createOpenAnswers();
  const onerror = (error: Error) => log.warn("request could not be handled", { error });
  const sessions = createLegacySessions({ serverFor, clock, onerror });
  const open = (caller: Caller): Line => {
    const bus = onAlertsChanged ? { bus: createAlertBus(onAlertsChanged) } : {};
    const handler = createMcpHandler(() => serverFor(caller), { onerror, ...bus });
    return { answer: toNodeHandler(handler, { onerror }), close: () => handler.close() };
  };
  // Streams have handlers of their own, as closing one ends everything it serves: streams end at once, calls are finished first.
  const lines = { call: linesFor(access.callers, open), stream: linesFor(access.callers, open) };

  async function handle(caller: Caller, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const kind = kindOf(request);
    if (!kind) return refuse(response, 405, `Only POST is served at ${mcpPath}.`, { allow: "POST" });
    const admit = (as: Kind, messages: number): Admission => {
      const admission = limits.admit(caller, as, messages);
      if (admission.isAdmitted) response.once("close", admission.release);
      return admission;
    };
    const admission = admit(kind, 1);
    // A call may wait for what its client answers, so that is read even where no other call has room.
    const isNote = !admission.isAdmitted && kind === "call" && isInSession(request) && admit("note", 1).isAdmitted;
    if (!admission.isAdmitted && !isNote) return refuseForNow(response, admission);
    if (request.method !== "POST") return await serveSession(caller, request, response);
    if (kind === "call") calls.add(response);
    const body = await readMessage(request, response, access.limits.concurrentCalls);
    if (!body) return;
    const message = readLegacyMessage(request, body.bytes);
    if (!admission.isAdmitted && message?.requestIds.length !== 0) return refuseForNow(response, admission);
    const rest = body.messages > 1 ? admit(isNote ? "note" : kind, body.messages - 1) : undefined;
    if (rest && !rest.isAdmitted) return refuseForNow(response, rest);
    if (message) return await serveSession(caller, request, response, { message, bytes: body.bytes });
    const line = kind === "stream" ? lines.stream : lines.call;
    await line.get(caller.name)?.answer(withBody(request, body.bytes), response);
  }

  async function serveSession(caller: Caller, request: IncomingMessage, response: ServerResponse, post?: Post) {
    const id = request.headers[sessionHeader];
    const session = id === undefined ? await sessions.open(caller) : sessions.find(caller, String(id));
    if (session) return await session.serve(request, response, post);
    if (id !== undefined) return answer(response, 404, sessionNotFound);
    const error = "All sessions that a caller may have are in use: end one, or try again in 60 s.";
    refuse(response, 429, error, { "retry-after": "60" });
  }

  return {
    handle,
    /** Ends streams at once, and calls when they are done or `graceMs` are over. */
    async close(graceMs: number): Promise<void> {
      sessions.endStreams();
      await closeAll(lines.stream);
      const aborted = await calls.finish(graceMs, clock);
      if (aborted > 0) log.warn("stopped before all calls were answered", { aborted });
      await Promise.all([sessions.close(), closeAll(lines.call)]);
    },
  };
}

const linesFor = (callers: readonly Caller[], open: (caller: Caller) => Line) =>
  new Map(callers.map((caller) => [caller.name, open(caller)]));

const closeAll = (lines: ReadonlyMap<string, Line>) => Promise.all([...lines.values()].map((line) => line.close()));

/** Undefined for what is not served: without a session there is only POST. */
function kindOf(request: IncomingMessage): Kind | undefined {
  if (request.method === "POST") return isListening(request) ? "stream" : "call";
  return isInSession(request) ? kindsInSession.get(request.method) : undefined;
}

const kindsInSession: ReadonlyMap<string | undefined, Kind> = new Map([
  ["GET", "stream"],
  ["DELETE", "note"],
]);

/**
 * Clients of 2026 say the method in a header, which must be that of the body. One of 2025 could pass off calls as streams,
 * and would have as many of these as of calls: no more than it could take anyway.
 */
const isListening = ({ headers }: IncomingMessage): boolean => headers["mcp-method"] === "subscriptions/listen";
const isInSession = ({ headers }: IncomingMessage): boolean => headers[sessionHeader] !== undefined;

/** As the specification of 2025-11-25 asks for, on which clients begin a new session. */
const sessionNotFound = { jsonrpc: "2.0", error: { code: -32_001, message: "Session not found" }, id: null };

type Refusal = Extract<Admission, { isAdmitted: false }>;

function refuseForNow(response: ServerResponse, { reason, retryAfterSeconds }: Refusal): void {
  refuse(response, 429, `There were ${reason}: try again in ${retryAfterSeconds} s.`, {
    "retry-after": String(retryAfterSeconds),
  });
}
