import { parseArgs } from "node:util";
import { StartError } from "../start-error.ts";
import { rightsWords } from "./caller.ts";
import type { Rights } from "./caller.ts";
import { defaultName, faultOfName, isRights } from "./parse-tokens.ts";

export interface TokenFlags {
  readonly help: boolean;
  /** Without one the token is printed. */
  readonly file: string | undefined;
  readonly name: string;
  readonly rights: Rights;
  /** What happens to a file that exists. */
  readonly mode: "keep" | "append" | "force";
}

const options = {
  help: { type: "boolean", short: "h" },
  file: { type: "string" },
  name: { type: "string" },
  rights: { type: "string" },
  append: { type: "boolean" },
  force: { type: "boolean" },
} as const;

/** What follows `fleet-mcp token`. Throws StartError. */
export function parseTokenFlags(args: readonly string[]): TokenFlags {
  const values = parse(args);
  const { help = false, file, name = defaultName, rights = "write", append = false, force = false } = values;
  const idle = (["name", "rights", "append", "force"] as const).find((flag) => values[flag] !== undefined);
  if (file === undefined && idle && !help) throw new StartError(`--${idle} needs --file.`);
  if (file === "") throw new StartError("--file needs the path of a file.");
  const fault = faultOfName(name);
  if (fault) throw new StartError(`--name ${fault}.`);
  if (!isRights(rights)) throw new StartError(`--rights must be ${rightsWords.join(" or ")}.`);
  if (append && force) throw new StartError("--append keeps a file and --force replaces it: give one of them.");
  return { help, file, name, rights, mode: modeOf(append, force) };
}

function modeOf(append: boolean, force: boolean): TokenFlags["mode"] {
  if (append) return "append";
  return force ? "force" : "keep";
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: false }).values;
  } catch (error) {
    const [message] = String(error)
      .replace(/^TypeError[^:]*: /, "")
      .split(/\. |\n/, 1);
    throw new StartError(`${message}. fleet-mcp token --help lists the flags.`, { cause: error });
  }
}
