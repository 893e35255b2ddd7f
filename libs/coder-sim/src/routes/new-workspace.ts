import { refusal } from "../http/sim-answer.ts";
import type { Fault, SimAnswer } from "../http/sim-answer.ts";
import type { SimPreset, SimVersion } from "../world/sim-template.ts";

const namePattern = /^[a-zA-Z0-9]+(?:-[a-zA-Z0-9]+)*$/;

/** Names that workspaces may have: 1 to 32 letters, digits and single hyphens, and no word of Coder's own pages. */
export const isName = (name: string): boolean =>
  namePattern.test(name) && name.length <= 32 && !["new", "create"].includes(name.toLowerCase());

export const nameTaken = (name: string): SimAnswer =>
  refusal(409, `Workspace "${name}" already exists.`, {
    validations: [{ field: "name", detail: "This value is already in use and should be unique." }],
  });

export interface ParameterValue {
  readonly name: string;
  readonly value: string;
}

/** The values a new workspace gets, or the required ones nobody gave. A preset wins; unknown names are dropped. */
export function resolveParameters(
  { template }: SimVersion,
  preset: SimPreset | undefined,
  given: readonly ParameterValue[],
): { readonly parameters: ReadonlyMap<string, string> } | { readonly refused: SimAnswer } {
  const values = new Map([...given, ...(preset?.parameters ?? [])].map(({ name, value }) => [name, value]));
  const { parameters } = template.seed;
  const validations = parameters
    .filter(({ name, isRequired }) => isRequired && !values.has(name))
    .map(({ name }): Fault => ({ field: name, detail: "Required parameter not provided; parameter value is null" }));
  if (validations.length > 0) return { refused: refusal(400, "Unable to validate parameters", { validations }) };
  return { parameters: new Map(parameters.map(({ name, defaultValue }) => [name, values.get(name) ?? defaultValue])) };
}
