import type { AgentRecord } from "@fleet-mcp/repositories";

/** Whether one of the texts has these words, whole and in this order, without regard to case and to what stands between words. */
export function hasCapability(words: string, texts: readonly (string | undefined)[]): boolean {
  const wanted = spaced(words);
  return texts.some((text) => text !== undefined && spaced(text).includes(wanted));
}

/** What an agent's record says of what it can do: its role and its project. */
export const capabilitiesOf = ({ summary, projectDisplayName }: AgentRecord): (string | undefined)[] => [
  summary.role,
  summary.project,
  projectDisplayName,
];

const spaced = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `;
