import { cleanLine } from "@fleet-mcp/models";

/** Text of an agent as data inside a sentence of ours: one line, cut, in quotation marks that it cannot close. */
export const quoted = (text: string, length: number): string => `"${cleanLine(text, length).replaceAll('"', "'")}"`;
