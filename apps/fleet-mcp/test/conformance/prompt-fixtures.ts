import { acceptedContent, completable, inputRequired } from "@modelcontextprotocol/server";
import type { McpServer, PromptMessage } from "@modelcontextprotocol/server";
import { z } from "zod";
import { redPixel } from "./samples.ts";

/** Prompts of text, image and resource; with arguments that complete; and one that asks before it answers. */
export function registerPromptFixtures(server: McpServer): void {
  server.registerPrompt("test_simple_prompt", { description: "One sentence." }, () => ({
    messages: [says("A simple prompt.")],
  }));
  server.registerPrompt(
    "test_prompt_with_arguments",
    {
      description: "Repeats its arguments.",
      argsSchema: z.object({ arg1: completable(z.string(), (value) => [`${value}ing`]), arg2: z.string() }),
    },
    ({ arg1, arg2 }) => ({ messages: [says(`First: ${arg1}. Second: ${arg2}.`)] }),
  );
  server.registerPrompt(
    "test_prompt_with_embedded_resource",
    { description: "Embeds a resource.", argsSchema: z.object({ resourceUri: z.string() }) },
    ({ resourceUri: uri }) => ({
      messages: [
        { role: "user", content: { type: "resource", resource: { uri, mimeType: "text/plain", text: "Embedded." } } },
        says("Read the resource above."),
      ],
    }),
  );
  server.registerPrompt("test_prompt_with_image", { description: "Shows an image." }, () => ({
    messages: [
      { role: "user", content: { type: "image", data: redPixel, mimeType: "image/png" } },
      says("Look at the image above."),
    ],
  }));
  registerAskingPrompt(server);
}

function registerAskingPrompt(server: McpServer): void {
  const requestedSchema = z.object({ context: z.string() });
  server.registerPrompt("test_input_required_result_prompt", { description: "Asks for a context." }, ({ mcpReq }) => {
    const answer = acceptedContent(mcpReq.inputResponses, "user_context", requestedSchema);
    if (answer) return { messages: [says(`In this context: ${answer.context}`)] };
    const question = inputRequired.elicit({ message: "Which context?", requestedSchema });
    return inputRequired({ inputRequests: { user_context: question } });
  });
}

const says = (text: string): PromptMessage => ({ role: "user", content: { type: "text", text } });
