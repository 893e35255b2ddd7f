export interface SimUser {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly email: string;
  /** Session token, `<10>-<22>`; its first part is the key's id. */
  readonly token: string;
  readonly isAdmin: boolean;
  readonly createdMs: number;
}
