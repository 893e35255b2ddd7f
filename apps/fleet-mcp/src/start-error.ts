/** The process cannot start as asked; the message is the one line its user reads. Never holds a secret. */
export class StartError extends Error {
  override readonly name = "StartError";
}
