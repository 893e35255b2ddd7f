import base from "../../jest.config.js";
export default { ...base, displayName: "verify", rootDir: import.meta.dirname };
