import base from "../../jest.config.js";
export default { ...base, displayName: "packages", rootDir: import.meta.dirname };
