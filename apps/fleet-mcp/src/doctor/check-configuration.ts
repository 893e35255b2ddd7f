import { loadConfig } from "../config/config.ts";
import type { Config } from "../config/config.ts";
import { readCliLogin } from "../config/read-cli-login.ts";
import { settings } from "../config/settings.ts";
import { StartError } from "../start-error.ts";
import { fail, ok, warn } from "./check.ts";
import type { Verdict } from "./check.ts";
import { describeSettings } from "./describe-settings.ts";
import type { Given } from "./describe-settings.ts";

interface Configured {
  readonly verdict: Verdict;
  /** Absent when it is wrong. */
  readonly config: Config | undefined;
}

/** Reads the configuration as the server would; what is wrong is said in the words with which the server would not start. */
export function checkConfiguration(given: Given & { readonly platform: NodeJS.Platform }): Configured {
  try {
    const config = loadConfig({ ...given, cliLogin: () => readCliLogin(given) });
    return { config, verdict: { ...judge(given.env), details: describeSettings(given, config) } };
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    const verdict = fail(
      error.message,
      "Correct it and run fleet-mcp doctor again; fleet-mcp --help lists the settings.",
    );
    return { config: undefined, verdict: { ...verdict, details: describeSettings(given) } };
  }
}

/** A misspelt variable is silently no setting: the server would start with the default. */
function judge(env: Given["env"]): Verdict {
  const strays = Object.keys(env).filter(
    (name) => name.startsWith("FLEET_MCP_") && !settings.some(({ variable }) => variable === name),
  );
  if (strays.length === 0) return ok("complete");
  return warn(
    `${strays.join(", ")} ${strays.length === 1 ? "is no setting and has" : "are no settings and have"} no effect`,
    "Check the spelling; fleet-mcp --help lists the variables.",
  );
}
