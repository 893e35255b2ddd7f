/** For running our sources: types stripped (Node 22 asks for it), workspace packages taken from source, and quietly. */
export const nodeFlags = [
  "--experimental-strip-types",
  "--disable-warning=ExperimentalWarning",
  "--conditions=@fleet-mcp/source",
];
