/** One request on its way; `response` is set when its headers have come, and its text grows after that. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
  response?: Answered;
}

export interface Answered {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
  text: string;
  isComplete: boolean;
}
