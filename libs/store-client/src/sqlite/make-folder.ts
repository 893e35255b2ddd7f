import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

const mode = 0o700;

/**
 * With all folders above it, for nobody else to look into. Rejects as the system does. Node's own way to make several tries for ever
 * where a folder says that it is not there although it is, as /proc does.
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode });
  } catch (error) {
    if (await isFolder(folder)) return;
    if (!isMissing(error) || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder));
    await mkdir(folder, { mode }).catch(async (again: unknown) => {
      // Another process may have made it meanwhile.
      if (!(await isFolder(folder))) throw again;
    });
  }
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

const isMissing = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "code" in error && error.code === "ENOENT";
