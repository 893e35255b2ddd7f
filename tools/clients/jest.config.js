import base from "../../jest.config.js";
export default { ...base, displayName: "clients", rootDir: import.meta.dirname };
