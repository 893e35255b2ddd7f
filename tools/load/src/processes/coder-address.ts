/** Where a Coder is, simulated or behind a proxy, and the token it accepts. */
export interface CoderAddress {
  readonly url: string;
  readonly token: string;
}
