import base from "../../jest.config.js";
// The program is proven by starting it, in a process of its own.
const collectCoverageFrom = [...base.collectCoverageFrom, "!src/generate-tool-reference.ts"];
export default { ...base, displayName: "docs", rootDir: import.meta.dirname, collectCoverageFrom };
