/** The command line is wrong; the process ends with exit code 2. */
export class UsageError extends Error {}
