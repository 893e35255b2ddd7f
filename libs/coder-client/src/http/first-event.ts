/**
 * The data of the first `data` event of a server-sent stream, then hangs up. Pings are passed over; a stream that ends
 * or reports an error before that is broken.
 */
export async function firstEvent(body: ReadableStream<Uint8Array> | null): Promise<string> {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) throw new Error("The stream has no body.");
  let received = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      received = (received + (value ?? "")).replaceAll("\r\n", "\n");
      const blocks = received.split("\n\n");
      const first = blocks.slice(0, -1).find((block) => eventOf(block) !== "ping");
      if (first !== undefined) return dataOf(first);
      if (done) throw new Error("The stream ended before its first event.");
    }
  } finally {
    await reader.cancel();
  }
}

function dataOf(block: string): string {
  if (eventOf(block) !== "data") throw new Error("The stream reported an error.");
  return fields(block, "data").join("\n");
}

const eventOf = (block: string) => fields(block, "event")[0];

const fields = (block: string, name: string) =>
  block
    .split("\n")
    .filter((line) => line.startsWith(`${name}:`))
    .map((line) => line.slice(name.length + 1).trimStart());
