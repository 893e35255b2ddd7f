/** The parameter that carries an agent's first task: `ai_prompt`, or `AI Prompt` as older templates spell it. */
export function promptParameter(parameters: readonly { readonly name: string }[]): string | undefined {
  return parameters.find(({ name }) => name.toLowerCase().replaceAll(/[\s-]+/g, "_") === "ai_prompt")?.name;
}

/** Whether standing instructions can be given: the parameter that roles set. */
export function hasSystemPrompt(parameters: readonly { readonly name: string }[]): boolean {
  return parameters.some(({ name }) => isSystemPrompt(name));
}

export const isSystemPrompt = (name: string): boolean =>
  name.toLowerCase().replaceAll(/[\s-]+/g, "_") === "system_prompt";
