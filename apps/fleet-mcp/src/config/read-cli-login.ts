import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** What `coder login` left behind. Where the token is in the system's keyring, only the address is in a file. */
export interface CliLogin {
  readonly url: string;
  readonly token: string | undefined;
}

interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
}

/** Reads the files `url` and `session` of the Coder CLI (coder/coder, cli/config/file.go); undefined without a login. */
export function readCliLogin(machine: Machine): CliLogin | undefined {
  const directory = configDirectory(machine);
  const url = readTrimmed(join(directory, "url"));
  return url === undefined ? undefined : { url, token: readTrimmed(join(directory, "session")) };
}

function configDirectory({ env, platform }: Machine): string {
  if (env["CODER_CONFIG_DIR"]) return env["CODER_CONFIG_DIR"];
  return join(userConfigDirectory({ env, platform }), "coderv2");
}

function userConfigDirectory({ env, platform }: Machine): string {
  const home = env["HOME"] || homedir();
  if (platform === "win32") return env["APPDATA"] || join(home, "AppData", "Roaming");
  if (platform === "darwin") return join(home, "Library", "Application Support");
  return env["XDG_CONFIG_HOME"] || join(home, ".config");
}

/** An unreadable file is no login: the message about the missing one says what to set. */
function readTrimmed(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").trim() || undefined;
  } catch {
    return undefined;
  }
}
