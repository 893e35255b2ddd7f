import type { Random } from "../random.ts";
import type { SimUser } from "./sim-user.ts";

/** Riley, the administrator, and Sam. */
export function makeUsers(random: Random, createdMs: number, tokens: Readonly<Partial<Record<string, string>>>) {
  return [user("riley", "Riley Stone", true), user("sam", "Sam Reed", false)];

  function user(username: string, name: string, isAdmin: boolean): SimUser {
    const [id, token] = [random.uuid(), `${random.letters(10)}-${random.letters(22)}`];
    return {
      id,
      username,
      name,
      email: `${username}@example.com`,
      token: tokens[username] ?? token,
      isAdmin,
      createdMs,
    };
  }
}
