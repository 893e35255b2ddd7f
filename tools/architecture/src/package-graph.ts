import type { CruisedModule } from "./cruise.ts";

/** The packages and who imports whom, as Mermaid, from what dependency-cruiser saw in product code. */
export function packageGraph(modules: readonly CruisedModule[]): string {
  const edges = modules
    .filter(({ source }) => !/[.]test[.]ts$|^[^/]+\/[^/]+\/test\//.test(source))
    .flatMap(({ source, dependencies }) => dependencies.map(({ resolved }) => [packageOf(source), packageOf(resolved)]))
    .flatMap(([from, to]) =>
      from !== undefined && to !== undefined && from !== to ? [`  ${node(from)} --> ${node(to)}`] : [],
    );
  return ["flowchart TD", ...[...new Set(edges)].toSorted()].join("\n");
}

const packageOf = (path: string) => /^(?:libs|apps|tools)\/[^/]+(?=\/)/.exec(path)?.[0];

const node = (name: string) => `${name.replace(/\W/g, "_")}["${name}"]`;
