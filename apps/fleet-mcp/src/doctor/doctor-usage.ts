export const doctorUsage = `Usage: fleet-mcp doctor [--json] [flags]

Checks what fleet-mcp needs and changes nothing: Node.js, the configuration, Coder and its release, the token and its rights,
what Coder offers, the projects, one agent, the event log. Takes the flags and variables of the server (fleet-mcp --help).

  --json      print one JSON object: version, checks (name, status, finding, next_step, details), ok
  --demo      without a Coder, examine a simulated one
  --help, -h  print this

Each check is ok, warn, fail, or unknown when it could not be made. Exit code: 0, 1 when a check failed, 2 for a flag that is
not known.
`;
