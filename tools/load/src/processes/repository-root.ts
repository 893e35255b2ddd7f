import { fileURLToPath } from "node:url";

/** Absolute, with a separator at its end. */
export const repositoryRoot = fileURLToPath(new URL("../../../../", import.meta.url));
