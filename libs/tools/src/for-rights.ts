import type { OfferedTools } from "./offered-tools.ts";

/** What a caller may use: with `read`, only tools that change nothing. */
export function forRights({ tools, leftOut }: OfferedTools, rights: "read" | "write"): OfferedTools {
  if (rights === "write") return { tools, leftOut };
  const mayUse = tools.filter(({ annotations }) => annotations.readOnlyHint);
  const mayNot = tools.filter((tool) => !mayUse.includes(tool));
  return { tools: mayUse, leftOut: [...leftOut, ...mayNot.map((tool) => ({ tool, ...forbidden }))] };
}

const forbidden = {
  code: "forbidden",
  reason: "it changes something, and your token has rights read",
  hint: "Go on without it, or ask the operator of this server for a token with rights write.",
} as const;
