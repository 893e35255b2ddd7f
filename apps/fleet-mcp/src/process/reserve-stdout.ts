import { Writable } from "node:stream";
import type { Logger } from "@fleet-mcp/models";

interface Reserved {
  /** The way to stdout that is left. */
  readonly stdout: Writable;
  /** Lets everybody write to it again. */
  release(): void;
}

/** Keeps stdout for the protocol: what anything else in the process prints there, console.log included, becomes a line of the log. */
export function reserveStdout({ stdout }: { readonly stdout: Writable }, log: Logger): Reserved {
  const write = stdout.write;
  const own = new Writable({
    decodeStrings: false,
    write(chunk, encoding, done) {
      write.call(stdout, chunk, encoding, done);
    },
  });
  stdout.write = (chunk: unknown, encoding?: unknown, done?: unknown): boolean => {
    log.warn("printed to stdout, which belongs to the protocol", { text: String(chunk).trimEnd().slice(0, maxLength) });
    const callback = typeof encoding === "function" ? encoding : done;
    if (typeof callback === "function") queueMicrotask(() => callback());
    return true;
  };
  return {
    stdout: own,
    release() {
      stdout.write = write;
    },
  };
}

const maxLength = 2_000;
