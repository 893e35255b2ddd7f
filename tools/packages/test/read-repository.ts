import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "./repository-root.ts";

/** A file of the repository as text. */
export const readRepository = (file: string): string => readFileSync(join(repositoryRoot, file), "utf8");
