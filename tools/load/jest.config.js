import base from "../../jest.config.js";
// What starts processes and what measures them is driven by the smoke tests, in processes of their own.
const driven = [
  "!src/**/main.ts",
  "!src/processes/**",
  "!src/bench/{measures,instruments,watching}/**",
  "!src/bench/log/{add-history,fill-log,find-log-file,make-folder,open-event-log}.ts",
  "!src/bench/run-bench.ts",
  "!src/soak/drive/**",
];
const collectCoverageFrom = [...base.collectCoverageFrom, ...driven];
export default { ...base, displayName: "load", rootDir: import.meta.dirname, collectCoverageFrom };
