import base from "../../jest.config.js";
export default { ...base, displayName: "coder-sim", rootDir: import.meta.dirname };
