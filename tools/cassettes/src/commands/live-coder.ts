import type { Replacement } from "../normalise/normalise.ts";
import type { LiveCoder } from "../recorder/record-cassette.ts";
import { UsageError } from "../usage-error.ts";
import type { Surroundings } from "./command.ts";

interface Values {
  readonly "coder-url": string;
  readonly owner?: string | undefined;
  readonly replace?: readonly string[] | undefined;
}

export function liveCoder(values: Values, { environment }: Pick<Surroundings, "environment">): LiveCoder {
  const coderUrl = values["coder-url"];
  const token = environment["CODER_SESSION_TOKEN"] ?? "";
  if (!/^https?:$/.test(URL.parse(coderUrl)?.protocol ?? ""))
    throw new UsageError(`--coder-url ${coderUrl} is not a URL.`);
  if (token === "") throw new UsageError("Set CODER_SESSION_TOKEN to a session token of the Coder at --coder-url.");
  return { coderUrl, token, owner: values.owner ?? "me", replacements: (values.replace ?? []).map(toReplacement) };
}

function toReplacement(text: string): Replacement {
  const [from = "", to] = text.split("=", 2);
  if (from === "" || to === undefined) throw new UsageError(`--replace ${text} is not FROM=TO.`);
  return { from, to };
}
