import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The folder that holds libs, apps and tools, without a slash at the end. */
export const repositoryRoot = realpathSync(fileURLToPath(new URL("../../..", import.meta.url)));
