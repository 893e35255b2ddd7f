import type { WireWorkspace } from "@fleet-mcp/coder-client";
import type { HandWritten, useCassettes } from "@fleet-mcp/testing";
import { makeRow } from "./make-row.ts";

type Cassettes = ReturnType<typeof useCassettes>;

const builds = "/api/v2/workspaces/workspace-1/builds";
const app = "/@riley/otter.main/apps/ai";

export const ok = (json: unknown): HandWritten => ({ status: 200, json });

/** A refusal of Coder's in its own shape. */
export const refusal = (status: number, message: string): HandWritten => ({ status, json: { message } });

/** What Coder's app proxy shows people when it cannot reach an app. */
export const errorPage = (status: number, title: string): HandWritten => ({
  status,
  text: `<title>${status} - ${title}</title>`,
  headers: { "content-type": "text/html; charset=utf-8", "x-coder-build-version": "v2.31.9" },
});

export const gone = refusal(410, 'Workspace "workspace-1" was deleted.');

/** Answers about the agent `otter` of `makeRow`, one call per request, in the order they are asked for. */
export function scriptCoder(cassettes: Cassettes) {
  return {
    foundByName: (row: WireWorkspace) => cassettes.answer("GET", `/api/v2/users/me/workspace/${row.name}`, ok(row)),
    /** The same agent looked at again. */
    seen: (...rows: readonly WireWorkspace[]) => rows.forEach((row) => look(ok(row))),
    look,
    gone: () => look(gone),
    build: (answer: HandWritten = { status: 201, json: makeRow().latest_build }) =>
      cassettes.answer("POST", builds, answer),
    cancel: (build: number, expected: "pending" | "running", answer: HandWritten = ok({})) =>
      cassettes.answer("PATCH", `/api/v2/workspacebuilds/build-${build}/cancel?expect_status=${expected}`, answer),
    cli: (...words: readonly string[]) => words.forEach((status) => cliAnswers(ok({ status, transport: "pty" }))),
    cliAnswers,
    message: (answer: HandWritten = ok({ ok: true })) => cassettes.answer("POST", `${app}/message`, answer),
    messages: (answer: HandWritten) => cassettes.answer("GET", `${app}/messages`, answer),
    task: (method: "GET" | "POST" | "DELETE", verb: string, answer: HandWritten) =>
      cassettes.answer(method, `/api/v2/tasks/me/task-1${verb}`, answer),
  };

  function look(answer: HandWritten) {
    cassettes.answer("GET", "/api/v2/workspaces/workspace-1", answer);
  }

  function cliAnswers(answer: HandWritten) {
    cassettes.answer("GET", `${app}/status`, answer);
  }
}

/** The writes of a test, as `POST /path {"body":1}`. */
export function writesOf(cassettes: Pick<Cassettes, "requests">): string[] {
  return cassettes.requests
    .filter(({ method }) => method !== "GET")
    .map(({ method, url, body }) => [method, url, ...(body === undefined ? [] : [JSON.stringify(body)])].join(" "));
}
