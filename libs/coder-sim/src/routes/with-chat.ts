import { missing, refusal } from "../http/sim-answer.ts";
import type { SimAnswer } from "../http/sim-answer.ts";
import type { SimChat } from "../world/sim-chat.ts";
import { first } from "./route.ts";
import type { Call } from "./route.ts";
import { maySee } from "./visible.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A route of the chat that the path names; an administrator reads those of others too. */
export function withChat(answer: (call: Call, chat: SimChat) => SimAnswer) {
  return (call: Call): SimAnswer => {
    const id = first(call);
    if (!uuid.test(id)) {
      return refusal(400, `Invalid UUID "${id}".`, { detail: `invalid UUID length: ${id.length}` });
    }
    const chat = call.world.chats.all.get(id.toLowerCase());
    return chat !== undefined && maySee(call.caller, chat.owner) ? answer(call, chat) : missing();
  };
}
