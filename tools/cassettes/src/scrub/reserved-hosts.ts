/** Host names that tell nothing about a deployment. */
const reservedHosts: readonly RegExp[] = [
  /^(?:.+\.)?example(?:\.(?:com|net|org))?$/,
  /^(?:.+\.)?(?:test|invalid|localhost)$/,
  /^127\.\d+\.\d+\.\d+$/,
  /^0\.0\.0\.0$/,
  /^\[::1\]$/,
  // Coder names its own source and documentation.
  /^github\.com$/,
  /^coder\.com$/,
];

export function isReservedHost(host: string): boolean {
  return reservedHosts.some((pattern) => pattern.test(host.toLowerCase()));
}
