import { inputRequired, inputResponse } from "@modelcontextprotocol/server";
import type {
  CallToolResult,
  InputRequest,
  InputRequiredResult,
  McpServer,
  PrimitiveSchemaDefinition,
  ServerContext,
} from "@modelcontextprotocol/server";
import { z } from "zod";

type Answer = CallToolResult | InputRequiredResult;

/** Tools of the revisions before 2026-07-28, which ask while the call is open: the same code, asked through the SDK. */
export function registerFormFixtures(server: McpServer): void {
  server.registerTool(
    "test_sampling",
    { description: "Asks the client's model.", inputSchema: z.object({ prompt: z.string() }) },
    ({ prompt: text }, context) =>
      answerTo(
        inputRequired.createMessage({ messages: [{ role: "user", content: { type: "text", text } }], maxTokens: 100 }),
        context,
      ),
  );
  server.registerTool(
    "test_elicitation",
    { description: "Asks the client's user.", inputSchema: z.object({ message: z.string() }) },
    ({ message }, context) =>
      answerTo(form(message, { username: { type: "string" }, email: { type: "string" } }), context),
  );
  const forms = { test_elicitation_sep1034_defaults: defaults, test_elicitation_sep1330_enums: choices };
  for (const [name, properties] of Object.entries(forms)) {
    server.registerTool(name, { description: "Asks the client's user by a form." }, (context) =>
      answerTo(form("Please fill in.", properties), context),
    );
  }
}

function answerTo(question: InputRequest, { mcpReq }: ServerContext): Answer {
  const answer = inputResponse(mcpReq.inputResponses, "question");
  if (answer.kind === "missing") return inputRequired({ inputRequests: { question } });
  return { content: [{ type: "text", text: JSON.stringify(answer) }] };
}

type Properties = Record<string, PrimitiveSchemaDefinition>;

const form = (message: string, properties: Properties): InputRequest =>
  inputRequired.elicit({ message, requestedSchema: { type: "object", properties } });

const defaults = {
  name: { type: "string", default: "John Doe" },
  age: { type: "integer", default: 30 },
  score: { type: "number", default: 95.5 },
  status: { type: "string", enum: ["active", "inactive", "pending"], default: "active" },
  verified: { type: "boolean", default: true },
} satisfies Properties;

const titled = [
  { const: "value1", title: "First" },
  { const: "value2", title: "Second" },
];

const choices = {
  untitledSingle: { type: "string", enum: ["option1", "option2"] },
  titledSingle: { type: "string", oneOf: titled },
  legacyEnum: { type: "string", enum: ["opt1", "opt2"], enumNames: ["One", "Two"] },
  untitledMulti: { type: "array", items: { type: "string", enum: ["option1", "option2"] } },
  titledMulti: { type: "array", items: { anyOf: titled } },
} satisfies Properties;
