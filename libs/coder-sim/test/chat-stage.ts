import type { CoderSimOptions } from "../src/index.ts";
import { createStage } from "./stage.ts";
import type { Ask } from "./stage.ts";

/** A stage of 2.37 with words for what is done to chats. */
export async function createChatStage(options: CoderSimOptions = {}) {
  const stage = createStage({ release: "2.37", ...options });
  const [{ id: organization }] = await stage.read("/api/v2/organizations");
  const chats = "/api/v2/chats";
  return { ...stage, organization, order, create, call, send, show, status, said };

  async function call(method: string, path: string, body?: unknown, as: Ask["as"] = "riley") {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await stage.ask({ method, url: `${chats}${path}`, as, ...sent });
    return { status: answer.status, body: answer.body === "" ? undefined : JSON.parse(answer.body) };
  }

  function order(text: string, more: object = {}) {
    return { organization_id: organization, content: [{ type: "text", text }], ...more };
  }

  /** The chat's id. */
  async function create(text: string, more: object = {}): Promise<string> {
    return (await call("POST", "", order(text, more))).body.id;
  }

  function send(id: string, text: string, busyBehavior?: string) {
    return call("POST", `/${id}/messages`, { content: [{ type: "text", text }], busy_behavior: busyBehavior });
  }

  async function show(id: string) {
    return (await call("GET", `/${id}`)).body;
  }

  async function status(id: string): Promise<string> {
    return (await show(id)).status;
  }

  /** The conversation as `role: text`, oldest first. */
  async function said(id: string): Promise<readonly string[]> {
    const { messages } = (await call("GET", `/${id}/messages`)).body;
    return messages
      .map(({ role, content }: { role: string; content: { text: string; type: string }[] }) => {
        const parts = content.map(({ text, type }) => (type === "text" ? text.trim() : type));
        return `${role}: ${parts.join(" | ")}`;
      })
      .toReversed();
  }
}
