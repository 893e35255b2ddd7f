import {
  CLIENT_CAPABILITIES_META_KEY,
  acceptedContent,
  inputRequired,
  inputResponse,
} from "@modelcontextprotocol/server";
import type { InputRequests, McpServer, ServerContext } from "@modelcontextprotocol/server";
import { z } from "zod";
import { registerFormFixtures } from "./form-fixtures.ts";
import { stateCodec } from "./state-codec.ts";

/** Tools that ask the client: its user, its model, its roots; in one round or several, with and without signed state. */
export function registerAskingFixtures(server: McpServer): void {
  registerFormFixtures(server);
  ask(server, "test_input_required_result_elicitation", () => ({ user_name: askName }));
  ask(server, "test_streaming_elicitation", () => ({ user_name: askName }));
  ask(server, "test_input_required_result_sampling", () => ({ capital_question: askModel("Capital of France?") }));
  ask(server, "test_missing_capability", () => ({ thought: askModel("Anything?") }));
  ask(server, "test_input_required_result_list_roots", () => ({ client_roots: inputRequired.listRoots() }));
  ask(server, "test_input_required_result_capabilities", ({ mcpReq }) => {
    const { [CLIENT_CAPABILITIES_META_KEY]: can } = Envelope.parse(mcpReq.envelope);
    return {
      ...(can.elicitation !== undefined && { user_name: askName }),
      ...(can.sampling !== undefined && { thought: askModel("Anything?") }),
    };
  });
  const confirm = inputRequired.elicit({ message: "Sure?", requestedSchema: z.object({ ok: z.boolean() }) });
  askWithState(server, "test_input_required_result_request_state", { confirm });
  askWithState(server, "test_input_required_result_tampered_state", { confirm });
  askWithState(server, "test_input_required_result_multiple_inputs", {
    user_name: askName,
    greeting: askModel("Greet somebody."),
    client_roots: inputRequired.listRoots(),
  });
  server.registerTool("test_input_required_result_multi_round", { description: "Asks twice." }, askTwice);
}

const Envelope = z.object({
  [CLIENT_CAPABILITIES_META_KEY]: z.object({ elicitation: z.unknown(), sampling: z.unknown() }).partial(),
});
const nameSchema = z.object({ name: z.string() });
const askName = inputRequired.elicit({ message: "Your name?", requestedSchema: nameSchema });
const askModel = (text: string) =>
  inputRequired.createMessage({ messages: [{ role: "user", content: { type: "text", text } }], maxTokens: 50 });

/** A tool that asks until every question has an answer. */
function ask(server: McpServer, name: string, questions: (context: ServerContext) => InputRequests): void {
  server.registerTool(name, { description: "Asks the client." }, (context) => {
    const inputRequests = questions(context);
    return hasAll(inputRequests, context) ? done("Thank you.") : inputRequired({ inputRequests });
  });
}

/** The same, with state that is checked when it comes back. */
function askWithState(server: McpServer, name: string, inputRequests: InputRequests): void {
  server.registerTool(name, { description: "Asks the client and remembers by signed state." }, async (context) => {
    const isOurs = context.mcpReq.requestState<string>() === name;
    if (isOurs && hasAll(inputRequests, context)) return done("state-ok");
    return inputRequired({ inputRequests, requestState: await stateCodec.mint(name, context) });
  });
}

async function askTwice(context: ServerContext) {
  const { inputResponses, requestState } = context.mcpReq;
  const name = acceptedContent(inputResponses, "step1", nameSchema)?.name;
  const state = requestState<string>();
  const colour = acceptedContent(inputResponses, "step2", z.object({ color: z.string() }))?.color;
  if (state?.startsWith("name:") && colour !== undefined) return done(`${state.slice(5)} likes ${colour}.`);
  if (state === "first" && name !== undefined) {
    const step2 = inputRequired.elicit({ message: "Colour?", requestedSchema: z.object({ color: z.string() }) });
    return inputRequired({ inputRequests: { step2 }, requestState: await stateCodec.mint(`name:${name}`, context) });
  }
  return inputRequired({ inputRequests: { step1: askName }, requestState: await stateCodec.mint("first", context) });
}

const hasAll = (questions: InputRequests, { mcpReq }: ServerContext) =>
  Object.keys(questions).every((key) => inputResponse(mcpReq.inputResponses, key).kind !== "missing");

const done = (text: string) => ({ content: [{ type: "text" as const, text }] });
