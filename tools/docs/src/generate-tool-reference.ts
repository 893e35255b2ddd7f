// Writes docs/tools.md from the tools themselves; with --check it writes nothing and exits with 1 when the page is stale.
// A file named after the flags replaces docs/tools.md.
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { errorMeanings } from "@fleet-mcp/models";
import { makeTools } from "./make-tools.ts";
import { refreshPage } from "./refresh-page.ts";
import { toolReference } from "./tool-reference.ts";

const { values, positionals } = parseArgs({ options: { check: { type: "boolean" } }, allowPositionals: true });
const file = positionals[0] ?? fileURLToPath(new URL("../../../docs/tools.md", import.meta.url));
const stale = refreshPage(file, toolReference(makeTools(), errorMeanings), values.check === true);
if (stale !== undefined) console.error(stale);
process.exitCode = stale === undefined ? 0 : 1;
