/** Where an app of a workspace is reached: `owner` is a user name or id (`me` is refused by the app proxy). */
export interface AppAddress {
  readonly owner: string;
  readonly workspace: string;
  readonly agent: string;
  readonly slug: string;
}
