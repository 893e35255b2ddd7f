import { createHmac } from "node:crypto";

/** `sha256=` and the HMAC of `timestamp.body` in hex: whoever knows the secret can tell that body and time are as they were sent. */
export function signBody(secret: string, timestamp: string, body: string): string {
  return `sha256=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`;
}
