import { fileURLToPath } from "node:url";

/** Without a slash at the end. */
export const repositoryRoot = fileURLToPath(new URL("../../..", import.meta.url)).replace(/[/\\]$/, "");
