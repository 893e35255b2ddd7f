/** The text of an answer with each quotation replaced by what it quotes; author and delimiter have to be there. */
export const unquoted = (text: string): string =>
  text.replaceAll(/^Written by [^\n]+, up to "end ([0-9a-f]{32})"; [^\n]+:\nbegin \1\n([^]*?)\nend \1$/gm, "$2");
