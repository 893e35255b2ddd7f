import { styleText } from "node:util";
import { wrapText } from "./wrap-text.ts";

/** What a text is: the tour's own words, or what went to a tool and came from it. */
export type Kind = "note" | "title" | "call" | "answer" | "refusal";

const marks: Readonly<Record<Kind, string>> = { note: "", title: "", call: "> ", answer: "< ", refusal: "! " };
const styles = { note: "reset", title: "bold", call: "cyan", answer: "reset", refusal: "yellow" } as const;

/** The lines of a text behind its mark, no longer than `width`; in colour when asked. */
export function markedLines(text: string, kind: Kind, width: number, inColour: boolean): readonly string[] {
  const mark = marks[kind];
  return wrapText(text, width - mark.length).map((line, at) => {
    const start = at === 0 ? mark : " ".repeat(mark.length);
    if (!inColour || styles[kind] === "reset" || line === "") return `${start}${line}`.trimEnd();
    return start + styleText(styles[kind], line, { validateStream: false });
  });
}
