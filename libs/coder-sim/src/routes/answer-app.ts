import { z } from "zod";
import type { SimAnswer } from "../http/sim-answer.ts";
import type { SimRequest } from "../http/sim-request.ts";
import { toTime } from "../wire/to-time.ts";
import type { AgentApi } from "../agent-api/agent-api.ts";
import { readFormFile } from "./read-form-file.ts";
import type { World } from "../world/world.ts";

const Message = z.strictObject({ content: z.string(), type: z.enum(["user", "raw"]) });

export interface AppCall {
  readonly world: World;
  readonly api: AgentApi;
  readonly request: SimRequest;
  /** Told before a prompt or a key goes in. */
  readonly onPrompt: (prompt: string) => void;
  readonly onKeys: (keys: string) => void;
}

/** AgentAPI's own endpoints, below the app's address. */
export async function answerApp(endpoint: string, call: AppCall): Promise<SimAnswer> {
  const { world, api, request } = call;
  const schema = (name: string) => `${world.baseUrl}/schemas/${name}.json`;
  const answer = (status: number, name: string, value: object): SimAnswer => ({
    status,
    headers: { "content-type": status < 400 ? "application/json" : "application/problem+json" },
    body: JSON.stringify({ $schema: schema(name), ...value }),
  });

  if (request.method === "GET" && endpoint === "status") {
    const status = api.isStable() ? "stable" : "running";
    return answer(200, "StatusResponseBody", { status, agent_type: "custom", transport: "pty" });
  }
  if (request.method === "GET" && endpoint === "messages") {
    const messages = api.conversation().map(({ id, content, role, timeMs }) => ({
      id,
      content,
      role,
      time: toTime(timeMs),
    }));
    return answer(200, "MessagesResponseBody", { messages });
  }
  if (request.method === "POST" && endpoint === "upload") {
    const file = readFormFile(request);
    if (file === undefined) return answer(422, "ErrorModel", withoutFile);
    return answer(200, "UploadResponseBody", { ok: true, filePath: api.keep(file.name, file.text) });
  }
  if (request.method !== "POST" || endpoint !== "message") {
    return { status: 404, headers: { "content-type": "text/plain; charset=utf-8" }, body: "404 page not found\n" };
  }

  const value = parse(request.body);
  const message = Message.safeParse(value);
  if (!message.success) return answer(422, "ErrorModel", invalid(value, message.error));
  const { content, type } = message.data;
  if (type === "raw") {
    call.onKeys(content);
    api.sendRaw(content);
    return answer(200, "MessageResponseBody", { ok: true });
  }
  if (!api.isStable()) {
    return answer(500, "ErrorModel", failed("message can only be sent when the agent is waiting for user input"));
  }
  if (content.trim() === "") return answer(500, "ErrorModel", failed("message must not be empty"));
  call.onPrompt(content.trim());
  if (await api.send(content)) return answer(200, "MessageResponseBody", { ok: true });
  return answer(500, "ErrorModel", failed("the agent has exited"));
}

const failed = (why: string) => ({
  title: "Internal Server Error",
  status: 500,
  detail: "unexpected error occurred",
  errors: [{ message: `failed to send message: ${why}` }],
});

const withoutFile = {
  title: "Unprocessable Entity",
  status: 422,
  detail: "validation failed",
  errors: [{ message: "File required", location: "body.file" }],
};

function invalid(value: unknown, { issues }: z.ZodError) {
  const errors = issues.map(({ code, path }) => {
    const message =
      code === "unrecognized_keys"
        ? "unexpected property"
        : `expected required property ${path.join(".")} to be present`;
    return { message, location: "body", value };
  });
  return { title: "Unprocessable Entity", status: 422, detail: "validation failed", errors };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
