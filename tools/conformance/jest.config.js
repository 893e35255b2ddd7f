import base from "../../jest.config.js";
export default { ...base, displayName: "conformance", rootDir: import.meta.dirname };
