import base from "../../jest.config.js";
// Compilers and installations on a busy machine take longer than five seconds.
export default { ...base, displayName: "packages", rootDir: import.meta.dirname, testTimeout: 60_000 };
