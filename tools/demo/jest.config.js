import base from "../../jest.config.js";
export default { ...base, displayName: "demo", rootDir: import.meta.dirname };
