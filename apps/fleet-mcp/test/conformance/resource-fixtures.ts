import { ResourceTemplate } from "@modelcontextprotocol/server";
import type { McpServer } from "@modelcontextprotocol/server";
import { redPixel } from "./samples.ts";

/** Resources of text and bytes, one that is made from its address, and one to subscribe to. */
export function registerResourceFixtures(server: McpServer): void {
  const asText = { description: "A text.", mimeType: "text/plain" };
  for (const name of ["static-text", "watched-resource", "example-resource"]) {
    server.registerResource(name, `test://${name}`, asText, ({ href }) => ({
      contents: [{ uri: href, mimeType: "text/plain", text: `The text of ${name}.` }],
    }));
  }
  const asImage = { description: "An image.", mimeType: "image/png" };
  server.registerResource("static-binary", "test://static-binary", asImage, ({ href }) => ({
    contents: [{ uri: href, mimeType: "image/png", blob: redPixel }],
  }));
  const template = new ResourceTemplate("test://template/{id}/data", { list: undefined });
  server.registerResource("template", template, { description: "Data by id." }, ({ href }, { id }) => ({
    contents: [{ uri: href, mimeType: "application/json", text: JSON.stringify({ id }) }],
  }));
  // What was subscribed to is forgotten with the request: nothing here ever changes.
  for (const method of ["resources/subscribe", "resources/unsubscribe"] as const) {
    server.server.setRequestHandler(method, () => ({}));
  }
}
