import type { Logger, Redact } from "@fleet-mcp/models";
import type { Services } from "@fleet-mcp/services";
import { completable } from "@modelcontextprotocol/server";
import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import type { PromptDefinition } from "./prompts/prompts.ts";
import { redactNothing } from "./redact-nothing.ts";
import { completeAgentName } from "./resources/complete-agent-name.ts";

interface Surroundings {
  readonly log: Logger;
  /** Where names of agents are completed from. */
  readonly agents: Pick<Services["agents"], "list">;
  /** Takes out what no prompt may hold. */
  readonly redact?: Redact;
}

/** The longest argument that is worth repeating to a model. */
const maxLength = 4_000;

/** Puts the prompts on a server; an argument called agent_name is completed. */
export function registerPrompts(
  server: McpServer,
  prompts: readonly PromptDefinition[],
  surroundings: Surroundings,
): void {
  const { redact = redactNothing } = surroundings;
  for (const { name, title, description, argument, text } of prompts) {
    const given = z.string().max(maxLength).describe(argument.description);
    const completed =
      argument.name === "agent_name" ? completable(given, (begun) => completeAgentName(begun, surroundings)) : given;
    const argsSchema = z.object({ [argument.name]: argument.isRequired ? completed : completed.optional() });
    server.registerPrompt(name, { title, description, argsSchema }, (values) => {
      return { messages: [{ role: "user", content: { type: "text", text: redact(text(values[argument.name])) } }] };
    });
  }
}
