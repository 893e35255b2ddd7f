// The architecture as a table. The rules of .dependency-cruiser.js, the planted violations that prove them and the table
// in docs/architecture.md are all made from it: a new row is guarded, planted and documented without another line.
// JavaScript, because .dependency-cruiser.js imports it under every supported Node.

/**
 * @typedef {object} Layer
 * @property {string} folder where it lies; a row may stand here before its folder exists
 * @property {string} holds what belongs there, for docs/architecture.md
 * @property {readonly string[]} imports the layers it may import, each by its package name; nothing else of ours
 * @property {boolean} reachesOutside whether Node's own modules and the globals fetch, WebSocket and process may be used
 */

/** @type {readonly Layer[]} */
export const layers = [
  {
    folder: "libs/tools",
    holds: "one file per MCP tool; MCP results and error text in one place each",
    imports: ["libs/services", "libs/models"],
    reachesOutside: false,
  },
  {
    folder: "libs/services",
    holds: "the rules: who may be given work, what to wait for, in which order",
    imports: ["libs/repositories", "libs/models"],
    reachesOutside: false,
  },
  {
    folder: "libs/repositories",
    holds: "agents, projects and conversations in our words; the backends",
    imports: ["libs/coder-client", "libs/store-client", "libs/models"],
    reachesOutside: false,
  },
  {
    folder: "libs/coder-client",
    holds: "one method per endpoint of Coder, wire schemas, retries of reads, errors",
    imports: ["libs/models"],
    reachesOutside: true,
  },
  {
    folder: "libs/store-client",
    holds: "our own event log in a database, behind one small port",
    imports: ["libs/models"],
    reachesOutside: true,
  },
  {
    folder: "libs/models",
    holds: "zod schemas, types, pure state tables; no I/O",
    imports: [],
    reachesOutside: false,
  },
  {
    folder: "libs/coder-sim",
    holds: "a Coder in memory, over real HTTP; shares nothing with us, so it cannot share our misreadings",
    imports: [],
    reachesOutside: true,
  },
  {
    // Below the layers: were it above one, that layer's tests would close a cycle of packages.
    folder: "libs/testing",
    holds: "cassettes replayed, factories, an MCP test client; for tests only",
    imports: ["libs/models"],
    reachesOutside: true,
  },
];

/**
 * @typedef {object} Home
 * @property {string} rule name of the rule
 * @property {string} folder folder under node_modules: a package, or a scope with all its packages
 * @property {string} example a package to plant
 * @property {string} place its home in words, for docs/architecture.md
 * @property {readonly string[]} homes regular expressions of the paths that may import it
 */

/** Third-party packages that one place of ours wraps for all others. @type {readonly Home[]} */
export const homes = [
  {
    rule: "ky-only-in-coder-client",
    folder: "ky",
    example: "ky",
    place: "`libs/coder-client`",
    homes: ["^libs/coder-client/"],
  },
  { rule: "msw-only-in-testing", folder: "msw", example: "msw", place: "`libs/testing`", homes: ["^libs/testing/"] },
  {
    rule: "mcp-sdk-only-where-results-are-built",
    folder: "@modelcontextprotocol",
    example: "@modelcontextprotocol/server",
    place:
      "`register-….ts` and `error-result.ts` of `libs/tools`, its tests, `libs/testing`, the app, the clients of `tools/demo`, `tools/load` and `tools/clients`",
    homes: [
      "^libs/tools/src/(register-[a-z-]+|error-result)[.]ts$",
      "^libs/tools/(src/.+[.]test[.]ts$|test/)",
      "^libs/testing/",
      "^apps/",
      "^tools/(demo|load|clients)/",
    ],
  },
];
