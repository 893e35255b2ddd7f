import { access, constants, stat, statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { systemCode } from "../system-code.ts";

/** What the system says about the place of the event log. Nothing is opened or made. */
export interface EventLogFacts {
  readonly file: string;
  /** With what waits beside it to be moved into it; undefined while there is no file. */
  readonly bytes: number | undefined;
  /** Why the file could not be made where it is missing. */
  readonly obstacle: string | undefined;
  readonly freeBytes: number | undefined;
  /** SQLite's shared memory needs a disk of this machine. */
  readonly isRemote: boolean;
}

export async function eventLogFacts(file: string): Promise<EventLogFacts> {
  const folder = await nearestFolder(dirname(file));
  const [main, waiting] = await Promise.all([sizeOf(file), sizeOf(`${file}-wal`)]);
  const disk = await statfs(folder).catch(() => undefined);
  return {
    file,
    bytes: main === undefined ? undefined : main + (waiting ?? 0),
    obstacle: main === undefined ? await obstacleIn(folder) : undefined,
    freeBytes: disk && disk.bavail * disk.bsize,
    isRemote: disk !== undefined && remoteFileSystems.has(disk.type),
  };
}

/** NFS, SMB 1 to 3, 9P, Ceph and AFS, by the numbers of Linux; of other systems none is known. */
const remoteFileSystems = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x01021997, 0x00c36400, 0x5346414f]);

/** Itself, or the one that it would be made in. */
async function nearestFolder(folder: string): Promise<string> {
  const parent = dirname(folder);
  if (parent === folder || (await sizeOf(folder)) !== undefined) return folder;
  return await nearestFolder(parent);
}

const sizeOf = (path: string): Promise<number | undefined> =>
  stat(path).then(
    ({ size }) => size,
    () => undefined,
  );

async function obstacleIn(folder: string): Promise<string | undefined> {
  try {
    if (!(await stat(folder)).isDirectory()) return `${folder} is no folder`;
    await access(folder, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return `${folder} cannot be written (${systemCode(error) ?? "unknown"})`;
  }
}
