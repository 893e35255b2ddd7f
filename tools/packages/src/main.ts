// Packs everything that is published: `npm publish <tarball> --access public` is what is left to do.
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { packPackages } from "./pack-packages.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
for (const [name, tarball] of packPackages(root, resolve(process.argv[2] ?? `${root}/tmp/packages`))) {
  console.log(`${name}  ${tarball}`);
}
