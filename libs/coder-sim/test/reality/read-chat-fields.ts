import { z } from "zod";

/** What coder-api names of a chat, all of which a client may read; each schema is the list of the fields compared. */
const ChatError = z.object({
  message: z.string(),
  detail: z.string(),
  kind: z.string(),
  provider: z.string(),
  retryable: z.boolean(),
  status_code: z.number(),
});

const Chat = z.object({
  id: z.string(),
  organization_id: z.string(),
  owner_id: z.string(),
  owner_username: z.string(),
  owner_name: z.string(),
  workspace_id: z.string().optional(),
  build_id: z.string().optional(),
  agent_id: z.string().optional(),
  root_chat_id: z.string(),
  last_model_config_id: z.string(),
  title: z.string(),
  status: z.string(),
  last_error: ChatError.optional(),
  last_turn_summary: z.string().nullable(),
  diff_status: z.object({ url: z.string().optional(), pull_request_state: z.string().optional() }).optional(),
  created_at: z.string(),
  updated_at: z.string(),
  archived: z.boolean(),
  shared: z.boolean(),
  pin_order: z.number(),
  mcp_server_ids: z.array(z.string()),
  labels: z.record(z.string(), z.string()),
  has_unread: z.boolean(),
  context: z.object({ dirty: z.boolean() }).optional(),
  client_type: z.string(),
  children: z.array(z.unknown()).optional(),
});

/** How long a tool took is the machine's business. */
const Result = z.object({ output: z.string(), success: z.boolean(), exit_code: z.number() });

const Part = z.object({
  type: z.string(),
  text: z.string(),
  tool_call_id: z.string().optional(),
  tool_name: z.string().optional(),
  args: z.unknown().optional(),
  result: Result.optional(),
  created_at: z.string().optional(),
});

const Usage = z.object({ total_tokens: z.number(), context_limit: z.number() });

const Message = z.object({
  id: z.number(),
  chat_id: z.string(),
  created_by: z.string().optional(),
  created_at: z.string(),
  role: z.string(),
  content: z.array(Part),
  usage: Usage.optional(),
});

const Queued = z.object({ id: z.number(), chat_id: z.string(), content: z.array(Part), created_at: z.string() });

const Model = z.object({ id: z.string(), provider: z.string(), model: z.string(), display_name: z.string() });
const Models = z.object({
  providers: z.array(z.object({ provider: z.string(), available: z.boolean(), models: z.array(Model) })),
});

const mount = "\\/api\\/(?:v2|experimental)\\/chats";
const at = (method: string, rest = "") => new RegExp(`^${method} ${mount}${rest}$`);

/** What is compared of each answer about chats. */
export const chatSchemas: readonly (readonly [RegExp, z.ZodType])[] = [
  [at("GET"), z.array(Chat)],
  [at("POST"), Chat],
  [at("GET", "\\/models"), Models],
  [at("GET", "\\/by-workspace"), z.record(z.string(), z.string()).transform((chats) => Object.entries(chats))],
  [at("GET", "\\/[^/]+"), Chat],
  [at("POST", "\\/[^/]+\\/interrupt"), Chat],
  [
    at("GET", "\\/[^/]+\\/messages"),
    z.object({ messages: z.array(Message), queued_messages: z.array(Queued), has_more: z.boolean() }),
  ],
  [
    at("POST", "\\/[^/]+\\/messages"),
    z.object({ message: Message.optional(), queued_message: Queued.optional(), queued: z.boolean() }),
  ],
];
