import type { Layer } from "./layers.js";
import type { Plant } from "./plant.ts";

const globals = {
  fetch: 'export const answer = fetch("https://coder.example.com");',
  WebSocket: 'export const socket = new WebSocket("wss://coder.example.com");',
  process: "export const home = process.env.HOME;",
};

/** The ways outside that are no imports, so that the linter must see them; and output on stdout, which belongs to MCP. */
export function globalPlants(layers: readonly Layer[]): readonly Plant[] {
  return layers.flatMap((layer) => [
    ...(layer.reachesOutside ? [] : Object.entries(globals)).map(([name, code]) => ({
      file: `${layer.folder}/src/planted/global-${name.toLowerCase()}.ts`,
      code,
      rule: "eslint(no-restricted-globals)",
      offence: `${layer.folder} uses the global ${name}`,
    })),
    {
      file: `${layer.folder}/src/planted/console.ts`,
      code: 'console.log("hello");',
      rule: "eslint(no-console)",
      offence: `${layer.folder} prints`,
    },
  ]);
}
