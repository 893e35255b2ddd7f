import { isReservedHost } from "./reserved-hosts.ts";

/** What must not survive in any text of a cassette. */
export interface ScrubRule {
  readonly what: string;
  readonly pattern: RegExp;
  /** Whether a match is a fault; every match is, when absent. The argument is the first group, or the match. */
  readonly isFault?: (found: string) => boolean;
}

/** Endings of host names written without `https://`. `.ts`, `.js` and versions are not among them. */
const topLevel = "com|net|org|io|dev|cloud|app|ai|co|us|eu|uk|de|fr|internal|intern|local|lan|corp|home|company";

export const scrubRules: readonly ScrubRule[] = [
  { what: "a session token of Coder", pattern: /\b[A-Za-z0-9]{10}-[A-Za-z0-9]{22}\b/g },
  { what: "a bearer token", pattern: /\bbearer\s+[\w.~+/-]{8,}/gi },
  { what: "a JSON web token", pattern: /\beyJ[\w-]{8,}\.[\w-]{8,}/g },
  { what: "a token of a code host or model provider", pattern: /\b(?:gh[a-z]_|glpat-|sk-|xox[a-z]-)[\w-]{16,}/g },
  { what: "a private key", pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/g },
  { what: "a password in a URL", pattern: /:\/\/[^/\s@:"']+:[^/\s@"']+@/g },
  {
    what: "an e-mail address",
    pattern: /[\w.+-]+@((?:[\w-]+\.)+[a-z]{2,})\b/gi,
    isFault: (host) => !isReservedHost(host),
  },
  {
    what: "a host name in a URL",
    pattern: /\b[a-z][a-z0-9+.-]*:\/\/(?:[^/\s@"'<>\\]*@)?(\[[0-9a-f:]+\]|[^/\s"'<>\\:?#)]+)/gi,
    isFault: (host) => !isReservedHost(host),
  },
  {
    what: "a host name",
    pattern: new RegExp(
      `(?<![\\w@./-])((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+(?:${topLevel}))(?![\\w(-]|\\.\\w)`,
      "gi",
    ),
    isFault: (host) => !isReservedHost(host),
  },
  {
    what: "an IP address",
    pattern: /(?<![\w.-])((?:\d{1,3}\.){3}\d{1,3})(?![\w.-])/g,
    isFault: (address) => !isReservedHost(address),
  },
];
