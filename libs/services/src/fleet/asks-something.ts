/** Whether somebody's last words are a question. */
export const asksSomething = (text: string | undefined): boolean =>
  text !== undefined && /[?？]["'”’)*_`\s]*$/u.test(text);
