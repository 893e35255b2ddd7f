import { describe, expect, it } from "@jest/globals";
import { hasSystemPrompt, promptParameter } from "./prompt-parameter.ts";

const named = (...names: readonly string[]) => names.map((name) => ({ name }));

describe("promptParameter", () => {
  it.each(["ai_prompt", "AI Prompt", "AI_PROMPT", "ai-prompt", "Ai  prompt"])("finds %s as it is spelt", (name) => {
    expect(promptParameter(named("repo", name))).toBe(name);
  });

  it.each(["prompt", "my_ai_prompt", "ai_prompts", "aiprompt"])("does not take %s for it", (name) => {
    expect(promptParameter(named(name))).toBeUndefined();
  });

  it("finds none where there is none", () => {
    expect(promptParameter([])).toBeUndefined();
  });
});

describe("hasSystemPrompt", () => {
  it.each(["system_prompt", "System Prompt"])("finds %s", (name) => {
    expect(hasSystemPrompt(named("ai_prompt", name))).toBe(true);
  });

  it("finds none where there is none", () => {
    expect(hasSystemPrompt(named("ai_prompt"))).toBe(false);
  });
});
