import type { Trial } from "./try-client.ts";

/** docs/clients.md: what each client did, from the server's side. */
export function clientTable(
  trials: readonly Trial[],
  facts: { readonly server: string; readonly date: string },
): string {
  const rows = trials.map(({ client, recording: { identity, revision, tools }, problem }) => [
    client.title,
    `${client.packageName} ${client.version}`,
    revision === undefined ? "no" : "yes",
    revision ?? "–",
    tools === undefined ? "no" : `yes, ${tools}`,
    identity ?? "–",
    problem === undefined ? client.how : `${client.how}: ${escaped(problem)}`,
  ]);
  const heads = ["Client", "Package", "Connected", "Revision", "Listed the tools", "Calls itself", "How"];
  const lines = [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return `${introduction(facts)}\n${lines.join("\n")}\n`;
}

const escaped = (text: string) => text.slice(0, 200).replaceAll("|", "\\|");

const introduction = ({ server, date }: { readonly server: string; readonly date: string }) => `\
<!-- Written by \`npm run clients\`. -->

# Clients

Each client below was installed from npm at the version given, with an empty home and no model account, and pointed at the
bundled server (fleet-mcp ${server}, \`--demo\`) over stdio. What it did was recorded between the two, so the table tells what
arrived at the server and not what the client said of itself. Taken on ${date} on ${process.platform} ${process.arch}.

A health check may do less than a session of the same client. The SDKs, the inspector and mcporter also call tools, over stdio
and over HTTP, in \`npm test\`.
`;
