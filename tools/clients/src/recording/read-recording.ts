import { existsSync, readFileSync } from "node:fs";

/** What a client did, as the server saw it. */
export interface Recording {
  /** The name and version it gives itself. */
  readonly identity?: string;
  /** The revision that was agreed on; absent when none was, and then it never connected. */
  readonly revision?: string;
  /** How many tools it was given when it listed them. */
  readonly tools?: number;
}

/** The recording in this file; when the client connected several times, the last of each. */
export function readRecording(file: string): Recording {
  const messages = existsSync(file) ? readFileSync(file, "utf8").split("\n").flatMap(messageOf) : [];
  const last = <T>(find: (message: Message) => T | undefined) => messages.map(find).findLast((found) => found);
  const client = last(({ params }) => params?.clientInfo ?? params?._meta?.[clientInfo]);
  const revision = last(({ result }) => result?.protocolVersion) ?? discovered(messages);
  const tools = last(({ result }) => result?.tools?.length);
  return {
    ...(client && { identity: `${client.name} ${client.version}` }),
    ...(revision && { revision }),
    ...(tools && { tools }),
  };
}

const clientInfo = "io.modelcontextprotocol/clientInfo";
const revisionKey = "io.modelcontextprotocol/protocolVersion";

interface Identity {
  readonly name: string;
  readonly version: string;
}

/** The part of JSON-RPC and MCP that is read here. */
interface Message {
  readonly params?: {
    readonly clientInfo?: Identity;
    readonly _meta?: { readonly [clientInfo]?: Identity; readonly [revisionKey]?: string };
  };
  readonly result?: {
    readonly protocolVersion?: string;
    readonly supportedVersions?: readonly string[];
    readonly tools?: readonly unknown[];
  };
}

/** Without a handshake: the revision of the requests, when the server says that it speaks it. */
function discovered(messages: readonly Message[]): string | undefined {
  const spoken = messages.map(({ params }) => params?._meta?.[revisionKey]).findLast((revision) => revision);
  const supported = messages.flatMap(({ result }) => result?.supportedVersions ?? []);
  return spoken !== undefined && supported.includes(spoken) ? spoken : undefined;
}

/** None for a line that is not a message, or not yet written to its end. */
function messageOf(line: string): readonly Message[] {
  try {
    return [JSON.parse(JSON.parse(line).line)];
  } catch {
    return [];
  }
}
