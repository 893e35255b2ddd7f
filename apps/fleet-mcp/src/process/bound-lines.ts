import { Transform } from "node:stream";

const newline = 10;

/** Passes whole lines on, however they were cut on the way; one of more than `maxBytes` is dropped, and reading goes on after it. */
export function boundLines(maxBytes: number, onDropped: (bytes: number) => void): Transform {
  let parts: Buffer[] = [];
  let bytes = 0;
  return new Transform({
    // A buffer of bytes would join short lines to a long one again.
    readableObjectMode: true,
    transform(chunk: Buffer, _encoding, done) {
      let start = 0;
      for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
        keep(chunk.subarray(start, end + 1));
        const line = takeLine();
        if (line) this.push(line);
        start = end + 1;
      }
      keep(chunk.subarray(start));
      done();
    },
  });

  function keep(part: Buffer): void {
    bytes += part.length;
    if (bytes > maxBytes) parts = [];
    else parts.push(part);
  }

  function takeLine(): Buffer | undefined {
    const line = bytes > maxBytes ? undefined : Buffer.concat(parts);
    if (!line) onDropped(bytes);
    parts = [];
    bytes = 0;
    return line;
  }
}
