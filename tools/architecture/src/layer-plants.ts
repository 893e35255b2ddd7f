import { posix } from "node:path";
import type { Home, Layer } from "./layers.js";
import type { Plant } from "./plant.ts";

/** Every way TypeScript has to name another module. */
const routes = {
  static: (target: string) => `import "${target}";`,
  "type-only": (target: string) => `import type {} from "${target}";`,
  dynamic: (target: string) => `export const late = import("${target}");`,
  "import-type": (target: string) => `export type All = typeof import("${target}");`,
  "re-export": (target: string) => `export * from "${target}";`,
};

/**
 * Plants that follow from the tables alone: each layer reaches for each layer it may not import by every route (up, down
 * past a layer, sideways), for a permitted one by a path, for each package that has its home elsewhere, and, where that
 * is forbidden, for Node. `nameOf` gives the package name of a folder.
 */
export function layerPlants(
  layers: readonly Layer[],
  homes: readonly Home[],
  nameOf: (folder: string) => string,
): readonly Plant[] {
  return layers.flatMap((layer) => [
    ...forbidden(layer, layers).flatMap((target) => [
      ...Object.entries(routes).map(([route, code]) => crossing(layer, target, route, code(nameOf(target.folder)))),
      crossing(layer, target, "relative", routes.static(pathInto(layer, target.folder))),
    ]),
    ...layer.imports.map((folder) => tunnel(layer, folder)),
    ...homes.filter((home) => !mayImport(layer, home)).map((home) => foreigner(layer, home)),
    ...(layer.reachesOutside ? [] : ["node:fs", "net", "node:child_process"].map((name) => io(layer, name))),
  ]);
}

const forbidden = (layer: Layer, layers: readonly Layer[]) =>
  layers.filter((target) => target !== layer && !layer.imports.includes(target.folder));

const plantedFile = (layer: Layer, name: string) => `${layer.folder}/src/planted/${name}.ts`;

const pathInto = (layer: Layer, folder: string) =>
  posix.relative(`${layer.folder}/src/planted`, `${folder}/src/index.ts`);

const crossing = (layer: Layer, target: Layer, route: string, code: string): Plant => ({
  file: plantedFile(layer, `${route}-${posix.basename(target.folder)}`),
  code,
  rule: `layer-${posix.basename(layer.folder)}`,
  offence: `${layer.folder} reaches ${target.folder}, ${route}`,
});

const tunnel = (layer: Layer, folder: string): Plant => ({
  file: plantedFile(layer, `tunnel-${posix.basename(folder)}`),
  code: routes.static(pathInto(layer, folder)),
  rule: "through-the-front-door",
  offence: `${layer.folder} reaches ${folder} by a path`,
});

const mayImport = (layer: Layer, home: Home) =>
  home.homes.some((pattern) => new RegExp(pattern).test(plantedFile(layer, "a")));

const foreigner = (layer: Layer, home: Home): Plant => ({
  file: plantedFile(layer, `foreign-${posix.basename(home.folder)}`),
  code: routes.static(home.example),
  rule: home.rule,
  offence: `${layer.folder} imports ${home.example}`,
});

const io = (layer: Layer, name: string): Plant => ({
  file: plantedFile(layer, `io-${name.replace(":", "-")}`),
  code: routes.static(name),
  rule: "no-io-above-the-clients",
  offence: `${layer.folder} imports ${name}`,
});
