import base from "../../jest.config.js";
export default { ...base, displayName: "store-client", rootDir: import.meta.dirname };
