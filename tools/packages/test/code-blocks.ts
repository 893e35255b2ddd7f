/** The code blocks of one language in a Markdown text, in order. */
export const codeBlocks = (markdown: string, language: string): readonly string[] =>
  [...markdown.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].flatMap(([, of, code]) => (of === language ? [code ?? ""] : []));
