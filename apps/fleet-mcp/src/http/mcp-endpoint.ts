import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock, Logger } from "@fleet-mcp/models";
import { toNodeHandler } from "@modelcontextprotocol/node";
import type { NodeMcpRequestHandler } from "@modelcontextprotocol/node";
import { createMcpHandler } from "@modelcontextprotocol/server";
import type { McpServer } from "@modelcontextprotocol/server";
import type { Access } from "../access/access.ts";
import { createCallLimits } from "../access/call-limits.ts";
import type { Admission, Kind } from "../access/call-limits.ts";
import type { Caller } from "../access/caller.ts";
import { refuse } from "./answer.ts";
import { createOpenAnswers } from "./open-answers.ts";
import { readMessage } from "./read-message.ts";

interface Parts {
  readonly serverFor: (caller: Caller) => McpServer;
  readonly access: Access;
  readonly log: Logger;
  readonly clock: Clock;
}

interface Line {
  readonly answer: NodeMcpRequestHandler;
  close(): Promise<void>;
}

export const mcpPath = "/mcp";

/** The MCP protocol for callers that are known: their limits, what may be sent, and their own servers. */
export function createMcpEndpoint({ serverFor, access, log, clock }: Parts) {
  const limits = createCallLimits(access.callers, access.limits, clock);
  const calls = createOpenAnswers();
  const onerror = (error: Error) => log.warn("request could not be handled", { error });
  const open = (caller: Caller): Line => {
    const handler = createMcpHandler(() => serverFor(caller), { onerror });
    return { answer: toNodeHandler(handler, { onerror }), close: () => handler.close() };
  };
  // Streams have handlers of their own, as closing one ends everything it serves: streams end at once, calls are finished first.
  const lines = { call: linesFor(access.callers, open), stream: linesFor(access.callers, open) };

  async function handle(caller: Caller, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const kind = kindOf(request);
    const admit = (messages: number): boolean => {
      const admission = limits.admit(caller, kind, messages);
      if (admission.isAdmitted) response.once("close", admission.release);
      else refuseForNow(response, admission);
      return admission.isAdmitted;
    };
    if (request.method !== "POST")
      return refuse(response, 405, `Only POST is served at ${mcpPath}.`, { allow: "POST" });
    if (!admit(1)) return;
    if (kind === "call") calls.add(response);
    const body = await readMessage(request, response, access.limits.concurrentCalls);
    if (!body || (body.messages > 1 && !admit(body.messages - 1))) return;
    await lines[kind].get(caller.name)?.answer(withBody(request, body.bytes), response);
  }

  return {
    handle,
    /** Ends streams at once, and calls when they are done or `graceMs` are over. */
    async close(graceMs: number): Promise<void> {
      await closeAll(lines.stream);
      const aborted = await calls.finish(graceMs, clock);
      if (aborted > 0) log.warn("stopped before all calls were answered", { aborted });
      await closeAll(lines.call);
    },
  };
}

const linesFor = (callers: readonly Caller[], open: (caller: Caller) => Line) =>
  new Map(callers.map((caller) => [caller.name, open(caller)]));

const closeAll = (lines: ReadonlyMap<string, Line>) => Promise.all([...lines.values()].map((line) => line.close()));

/**
 * Clients of 2026 say the method in a header, which must be that of the body. One of 2025 could pass off calls as streams,
 * and would have as many of these as of calls: no more than it could take anyway.
 */
const kindOf = ({ headers }: IncomingMessage): Kind =>
  headers["mcp-method"] === "subscriptions/listen" ? "stream" : "call";

type Refusal = Extract<Admission, { isAdmitted: false }>;

function refuseForNow(response: ServerResponse, { reason, retryAfterSeconds }: Refusal): void {
  refuse(response, 429, `There were ${reason}: try again in ${retryAfterSeconds} s.`, {
    "retry-after": String(retryAfterSeconds),
  });
}

/** The request as the SDK reads it. Its token stays here, and so does the rest of its address. */
function withBody({ method, headers: { authorization: _, ...headers } }: IncomingMessage, body: Buffer) {
  return Object.assign(oneChunk(body), { method, url: mcpPath, headers });
}

async function* oneChunk(body: Buffer): AsyncGenerator<Buffer> {
  yield body;
}
