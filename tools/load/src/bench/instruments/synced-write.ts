import { closeSync, fdatasyncSync, openSync, writeSync } from "node:fs";

/** What one event takes, as the log was designed for. */
const block = Buffer.alloc(450, "x");

/** The bare thing that every append that is kept has to do: 450 bytes at the end of a file, on the disk. */
export function createSyncedWriter(file: string) {
  const handle = openSync(file, "a");
  return {
    write(): void {
      writeSync(handle, block);
      fdatasyncSync(handle);
    },
    async stop(): Promise<void> {
      closeSync(handle);
    },
  };
}
