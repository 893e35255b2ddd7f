import type { Memory } from "./memory.ts";
import { timePattern, zeroTime } from "./time-pattern.ts";

/** Replaces every match in every text of a cassette: URLs, header values, bodies, keys and values of JSON. */
export interface TextRule {
  readonly what: string;
  readonly pattern: RegExp;
  readonly by: (match: string, memory: Memory) => string;
}

/** Replaces the value of a JSON field, when it is of the same type; `beside` is another field the object must have. */
export interface FieldRule {
  readonly what: string;
  readonly field: string;
  readonly beside?: string;
  readonly by: number | ((value: string, memory: Memory) => string | number);
}

const startOfTime = Date.parse("2026-01-01T00:00:00.000Z");

/**
 * What differs between two recordings of one situation, and what stands in cassettes instead. The origin becomes
 * `https://coder.example.com`; the times and sizes of HAR itself are constant; `Retry-After` is kept; error pages in HTML are
 * cut to a stub that keeps title, heading and first paragraph (html-stub.ts). Names and prompts belong to the scenario and stay.
 */
export const textRules: readonly TextRule[] = [
  {
    what: "ids, also the deployment's and those of requests: numbered by first appearance, so that equal ids stay equal",
    pattern: /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi,
    by: (id, memory) => (isNil(id) ? id : `00000000-0000-4000-8000-${padded(memory.numberOf("id", id.toLowerCase()))}`),
  },
  {
    what: "times: the earliest of the cassette becomes the start of 2026, the others keep their distance in milliseconds",
    pattern: timePattern,
    by: (time, memory) => (time === zeroTime ? time : new Date(startOfTime + memory.offsetMs(time)).toISOString()),
  },
  { what: "ports of workspace apps", pattern: /\b(?:localhost|127\.0\.0\.1):\d+/g, by: () => "localhost:3284" },
  { what: "hashes", pattern: /\b[0-9a-f]{32,64}\b/g, by: (hash) => "0".repeat(hash.length) },
  { what: "commits in version numbers", pattern: /\+[0-9a-f]{7,12}\b/g, by: () => "+0000000" },
  {
    what: "e-mail addresses, unless they are reserved for examples",
    pattern: /[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}\b/gi,
    by: (email, memory) =>
      /@example\.(com|net|org)$/i.test(email) ? email : `user-${memory.numberOf("email", email)}@example.com`,
  },
];

export const fieldRules: readonly FieldRule[] = [
  { what: "lines of build logs, numbered per cassette", field: "id", beside: "log_source", by: numbered("build log") },
  { what: "lines of agent logs, numbered per cassette", field: "id", beside: "source_id", by: numbered("agent log") },
  {
    what: "generated names",
    field: "template_version_name",
    by: (name, memory) => `version-${memory.numberOf("version", name)}`,
  },
  { what: "network latency", field: "latency_ms", by: 1 },
  { what: "age of metadata in seconds", field: "age", by: 1 },
  { what: "build time statistics", field: "P50", by: 1000 },
  { what: "build time statistics", field: "P95", by: 2000 },
  { what: "who uses a template today", field: "active_user_count", by: 1 },
  { what: "the push key of a deployment", field: "webpush_public_key", by: () => "webpush-public-key" },
];

function numbered(kind: string): FieldRule["by"] {
  return (value, memory) => memory.numberOf(kind, value);
}

function padded(number: number): string {
  return String(number).padStart(12, "0");
}

/** All zeros, or the first number of all: what a request names when nothing may have that id. */
function isNil(id: string): boolean {
  return /^[0-]+$/.test(id) || id === `00000000-0000-4000-8000-${padded(0)}`;
}
