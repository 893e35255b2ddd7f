import type { Client } from "@modelcontextprotocol/client";
import { connectOverStdio } from "../../processes/connect.ts";
import type { CoderAddress } from "../../processes/coder-address.ts";
import { startCountingProxy } from "./counting-proxy.ts";

/** Paths of what a server asks Coder during a call, in order, once it has made the same call before. */
export async function requestsOf(coder: CoderAddress, call: (client: Client) => Promise<unknown>): Promise<string[]> {
  const proxy = await startCountingProxy(coder);
  const { client, stop } = await connectOverStdio(proxy);
  try {
    await call(client);
    proxy.reset();
    await call(client);
    return proxy.requests().map(({ path }) => path);
  } finally {
    await stop();
    await proxy.stop();
  }
}
