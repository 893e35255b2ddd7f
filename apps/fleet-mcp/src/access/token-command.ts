import { randomBytes } from "node:crypto";
import type { Writable } from "node:stream";
import { StartError } from "../start-error.ts";
import type { NamedToken } from "./access.ts";
import { parseTokenFlags } from "./parse-token-flags.ts";
import type { TokenFlags } from "./parse-token-flags.ts";
import { parseTokens } from "./parse-tokens.ts";
import { readTokenFile } from "./read-token-file.ts";
import { tokenUsage } from "./token-usage.ts";
import { createTokenFile, replaceTokenFile } from "./write-token-file.ts";

/** The part of the process that the command uses. */
interface Host {
  readonly platform: NodeJS.Platform;
  readonly stdout: Writable;
  readonly stderr: Writable;
}

/** `fleet-mcp token`: makes a bearer token of 256 bits. Resolves with the exit code: 2 when it was asked wrongly. */
export async function runTokenCommand(args: readonly string[], host: Host): Promise<number> {
  try {
    const flags = parseTokenFlags(args);
    if (flags.help) host.stdout.write(tokenUsage);
    else makeToken(flags, host);
    return 0;
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    host.stderr.write(`fleet-mcp: ${error.message}\n`);
    return 2;
  }
}

function makeToken({ name, rights, file, mode }: TokenFlags, host: Host): void {
  const token = randomBytes(32).toString("base64url");
  if (file === undefined) {
    host.stdout.write(`${token}\n`);
    host.stderr.write(hint);
    return;
  }
  const line = lineOf({ name, rights, token });
  if (mode === "append") append(file, { name, rights, token }, host.platform);
  else if (mode === "force") replaceTokenFile(file, line);
  else createTokenFile(file, line);
  host.stdout.write(written(file, name));
}

/** Keeps what the file holds, comments too; a token that stood there alone gets its name, as every line now needs one. */
function append(file: string, token: NamedToken, platform: NodeJS.Platform): void {
  const text = readTokenFile(file, platform);
  const tokens = parseTokens(text, file);
  if (tokens.some(({ name }) => name === token.name)) {
    throw new StartError(`${file} already has a token with the name ${token.name}: choose another with --name.`);
  }
  const [only] = tokens;
  const isBare = only !== undefined && text.split(/\r?\n/).some((line) => line.trim() === only.token);
  const named = isBare ? text.replace(only.token, lineOf(only).trimEnd()) : text;
  replaceTokenFile(file, `${named.trimEnd()}\n${lineOf(token)}`);
}

const lineOf = ({ name, rights, token }: NamedToken): string => `${name} ${rights} ${token}\n`;

const hint =
  "fleet-mcp: set FLEET_MCP_AUTH_TOKEN to this where fleet-mcp --http runs; clients send it in the header " +
  '"Authorization: Bearer TOKEN". It is not shown again.\n';

const written = (file: string, name: string): string =>
  `Wrote the token ${name} to ${file}, which only you can read. Start the server with --auth-token-file ${file}; ` +
  `the client sends the last word of that line in the header "Authorization: Bearer TOKEN".\n`;
