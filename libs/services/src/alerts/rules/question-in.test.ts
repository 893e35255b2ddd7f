import { describe, expect, it } from "@jest/globals";
import { questionIn } from "./question-in.ts";

describe("questionIn", () => {
  it.each([
    ["a question", "Shall I go on?", "Shall I go on?"],
    ["the last of several lines", "I found two ways.\n\nWhich one?", "Which one?"],
    ["a question in quotation marks or emphasis", 'He wrote: "Really?"', 'He wrote: "Really?"'],
    ["a question of another script", "続けますか？", "続けますか？"],
    ["a question in corner brackets", "「続けますか？」", "「続けますか？」"],
    ["a question from right to left", "هل أستمر؟", "هل أستمر؟"],
    ["a question in French quotation marks", "Il dit : « vraiment ? »", "Il dit : « vraiment ? »"],
    ["a question with feeling", "Really?! 🤔", "Really?! 🤔"],
    [
      "a question with an aside",
      "Shall I keep the old one? (I would not.)",
      "Shall I keep the old one? (I would not.)",
    ],
    ["a question with its default", "Continue? [default: no]:", "Continue? [default: no]:"],
    ["a choice", "Overwrite the file [y/N]", "Overwrite the file [y/N]"],
    ["a choice without brackets", "Overwrite the file? y/n:", "Overwrite the file? y/n:"],
    ["a framed question", "╭────╮\n│ Proceed? │\n╰────╯", "Proceed?"],
    [
      "a question above its menu",
      "Do you want to proceed?\n❯ 1. Yes\n  2. No, and tell me what to do\n\nEsc to cancel",
      "Do you want to proceed?",
    ],
    ["a question above options in a list", "Which one?\n\n- Postgres\n- SQLite", "Which one?"],
    ["a question above letters", "Which one?\nA) Postgres\n(b) SQLite", "Which one?"],
    ["a question above bold numbers", "Which one?\n\n**1.** Postgres\n**2.** SQLite", "Which one?"],
    [
      "a question above options with words about each",
      "☐ Database\n\nWhich one?\n\n❯ 1. Postgres\n     For many at once\n  2. SQLite\n     For one\n  3. Type something.\n\nEnter to select",
      "Which one?",
    ],
    ["a question above an input box", "Which one?\n╭────╮\n│ >  │\n╰────╯", "Which one?"],
  ])("finds %s", (_what, text, question) => {
    expect(questionIn(text)).toBe(question);
  });

  it.each([
    ["nothing", ""],
    ["a statement", "All tests pass."],
    ["a question that was answered below", "Why does it fail?\nBecause the port is taken."],
    ["a question above a list that is no menu of an input", "Why?\nSee the notes\n1. one"],
    ["a statement with an aside", "It works (does it not?) now (see above)."],
    ["a question amid statements", "Why did it fail? The port was taken."],
    ["code", "```js\nconst one = two ?\n```"],
    ["words of a path", "The files are in my/no"],
    ["a link", "See https://example.com/?q=1 for more"],
  ])("finds none in %s", (_what, text) => {
    expect(questionIn(text)).toBeUndefined();
  });
});
