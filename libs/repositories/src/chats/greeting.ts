import type { WireChatMessage } from "@fleet-mcp/coder-client";

/** A chat cannot begin without words: these stand in for the first task of an agent that was created without one. */
export const greeting =
  "There is no task yet. Answer with the one word ready, do nothing else, and wait for the first task.";

/** Until a model has found a better one, a title is the beginning of the first message. */
export const isGreetingTitle = (title: string): boolean => {
  const words = title.replace(/(?:…|[.]{3})$/, "").trim();
  return words !== "" && greeting.startsWith(words);
};

export const isGreeting = ({ role, content }: Pick<WireChatMessage, "role" | "content">): boolean =>
  role === "user" && content.map(({ text }) => text).join("") === greeting;
