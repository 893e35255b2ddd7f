import base from "../../jest.config.js";
// It runs between two processes, in one of its own: driven by the tests of what reads its recordings.
const collectCoverageFrom = [...base.collectCoverageFrom, "!src/recording/record-server.ts"];
export default { ...base, displayName: "clients", rootDir: import.meta.dirname, collectCoverageFrom };
