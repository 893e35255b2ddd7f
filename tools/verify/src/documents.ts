/** A generated document. Its program, run with Node, writes it; with `--check` it exits with 1 when it is stale. */
export interface GeneratedDocument {
  readonly file: string;
  readonly program: readonly string[];
}

export const documents: readonly GeneratedDocument[] = [
  { file: "docs/architecture.md", program: ["tools/architecture/src/main.ts", "document"] },
  { file: "docs/tools.md", program: ["tools/docs/src/generate-tool-reference.ts"] },
];
