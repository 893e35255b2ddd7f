import { randomBytes } from "node:crypto";
import { createRequestStateCodec } from "@modelcontextprotocol/server";

/** Signs the state that a client carries from one round of questions to the next: every request has a server of its own. */
export const stateCodec = createRequestStateCodec<string>({ key: randomBytes(32) });
