import type { Check } from "./check.ts";
import type { CruisedModule } from "./cruise.ts";
import type { WorkspacePackage } from "./workspace-package.ts";

/** Declared, though no source imports them. */
const unseen: Readonly<Record<string, string>> = {
  "@modelcontextprotocol/core": "the peer that keeps server, client and node on one version",
};

/**
 * Each package declares exactly what it imports: `dependencies` for its sources, `devDependencies` for its tests. npm
 * hoists every package, so neither the compiler nor Node would miss a forgotten one. What the root declares is tooling
 * (`rootTooling`): tests, configuration files and the packages under tools/ may use it without declaring it again.
 * Types that a package brings from elsewhere (`@types/ws`) belong with it. A package without sources is one that is just being begun.
 */
export function declaredDependencies(
  packages: readonly WorkspacePackage[],
  modules: readonly CruisedModule[],
  rootTooling: readonly string[],
): readonly Check[] {
  return packages.map((one) => {
    const own = modules.filter(({ source }) => source.startsWith(`${one.folder}/`));
    if (!own.some(({ source }) => isProduct(one, source))) return { name: nameOf(one), problems: [] };
    const product = importsOf(own.filter(({ source }) => isProduct(one, source)));
    const others = importsOf(own.filter(({ source }) => !isProduct(one, source)));
    const shared = one.folder.startsWith("tools/") ? rootTooling : [];
    return {
      name: nameOf(one),
      problems: [
        ...without(product, [...one.dependencies, ...shared, one.name]).map((name) => `add ${name} to dependencies`),
        ...without(others, [...one.dependencies, ...one.devDependencies, ...rootTooling, one.name]).map(
          (name) => `add ${name} to devDependencies`,
        ),
        ...without(one.dependencies, [...product, ...Object.keys(unseen)]).map((name) =>
          others.includes(name)
            ? `move ${name} to devDependencies: only tests import it`
            : `remove ${name} from dependencies: no source imports it`,
        ),
        ...without(one.devDependencies, [...others, ...[...product, ...others].map(typesOf)]).map(
          (name) => `remove ${name} from devDependencies: no test imports it`,
        ),
        ...one.devDependencies
          .filter((name) => one.dependencies.includes(name))
          .map((name) => `remove ${name} from devDependencies: it is in dependencies`),
      ],
    };
  });
}

const nameOf = ({ folder }: WorkspacePackage) => `declared dependencies: ${folder}`;

const isProduct = ({ folder }: WorkspacePackage, source: string) =>
  source.startsWith(`${folder}/src/`) && !source.endsWith(".test.ts");

function importsOf(modules: readonly CruisedModule[]): readonly string[] {
  const imports = modules
    .flatMap(({ dependencies }) => dependencies)
    .filter(({ module, coreModule }) => !coreModule && !/^(?:[./#]|node:)/.test(module))
    .map(({ module }) => packageName(module));
  return [...new Set(imports)].toSorted();
}

const packageName = (specifier: string) =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");

const typesOf = (name: string) => `@types/${name.replace(/^@(.+)\/(.+)$/, "$1__$2")}`;

const without = (names: readonly string[], known: readonly string[]) => names.filter((name) => !known.includes(name));
