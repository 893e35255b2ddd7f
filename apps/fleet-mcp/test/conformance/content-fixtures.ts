import { setTimeout as sleep } from "node:timers/promises";
import { fromJsonSchema } from "@modelcontextprotocol/server";
import type { CallToolResult, McpServer, ServerContext } from "@modelcontextprotocol/server";
import { z } from "zod";
import { redPixel, silence } from "./samples.ts";

/** Tools that answer by themselves: every kind of content, an error, progress, log messages, schemas. */
export function registerContentFixtures(server: McpServer): void {
  const answers: Readonly<Record<string, CallToolResult["content"]>> = {
    test_simple_text: [text("A simple text.")],
    test_image_content: [image],
    test_audio_content: [{ type: "audio", data: silence, mimeType: "audio/wav" }],
    test_embedded_resource: [resource("test://embedded-resource", "text/plain", "An embedded resource.")],
    test_multiple_content_types: [
      text("Text, an image and a resource:"),
      image,
      resource("test://mixed-content-resource", "application/json", '{"mixed":true}'),
    ],
  };
  for (const [name, content] of Object.entries(answers)) {
    server.registerTool(name, { description: "Answers with fixed content." }, () => ({ content }));
  }
  server.registerTool("test_error_handling", { description: "Always fails." }, () => {
    throw new Error("This tool always fails.");
  });
  server.registerTool("test_tool_with_progress", { description: "Reports its progress." }, reportProgress);
  for (const name of ["test_tool_with_logging", "test_logging_tool"]) {
    server.registerTool(name, { description: "Writes three log messages." }, writeLog);
  }
  registerSchemaFixtures(server);
}

/** Tools whose input schemas have to reach the client as they are. */
function registerSchemaFixtures(server: McpServer): void {
  server.registerTool(
    "json_schema_2020_12_tool",
    { description: "Has a schema with much of JSON Schema 2020-12.", inputSchema: fromJsonSchema(contactSchema) },
    () => ({ content: [text("Called.")] }),
  );
  server.registerTool(
    "test_custom_header",
    {
      description: "Has a parameter that is repeated in a header.",
      inputSchema: z.object({ region: z.string().optional().meta({ "x-mcp-header": "Region" }) }),
    },
    ({ region }) => ({ content: [text(`Region: ${region ?? "none"}.`)] }),
  );
}

async function reportProgress({ mcpReq }: ServerContext): Promise<CallToolResult> {
  const progressToken = mcpReq._meta?.progressToken;
  for (const progress of [0, 50, 100]) {
    if (progressToken !== undefined) {
      await mcpReq.notify({ method: "notifications/progress", params: { progressToken, progress, total: 100 } });
    }
    // Between two, so that they leave one by one.
    await sleep(20);
  }
  return { content: [text("Done.")] };
}

async function writeLog({ mcpReq }: ServerContext): Promise<CallToolResult> {
  for (const message of ["started", "working", "ended"]) {
    await mcpReq.log("info", message);
    await sleep(20);
  }
  return { content: [text("Logged.")] };
}

const text = (text: string) => ({ type: "text" as const, text });
const image = { type: "image" as const, data: redPixel, mimeType: "image/png" };
const resource = (uri: string, mimeType: string, text: string) => ({
  type: "resource" as const,
  resource: { uri, mimeType, text },
});

const contactSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "object" as const,
  $defs: { address: { $anchor: "address", type: "object", properties: { city: { type: "string" } } } },
  properties: {
    address: { $ref: "#/$defs/address" },
    contactMethod: { enum: ["phone", "email"] },
    phone: { type: "string" },
    email: { type: "string" },
  },
  allOf: [{ anyOf: [{ required: ["phone"] }, { required: ["email"] }] }],
  if: { properties: { contactMethod: { const: "phone" } }, required: ["contactMethod"] },
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
  then: { required: ["phone"] },
  else: { required: ["email"] },
  additionalProperties: false,
};
