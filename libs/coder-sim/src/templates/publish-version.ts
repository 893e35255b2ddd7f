import type { SimTemplate, SimVersion, TemplateSeed, VersionBehaviour } from "../world/sim-template.ts";
import type { World } from "../world/world.ts";

/** A new template with its first version. */
export function addTemplate(world: World, seed: TemplateSeed): SimTemplate {
  const createdMs = world.timeline.now();
  const template: SimTemplate = { id: world.random.uuid(), seed, createdMs, updatedMs: createdMs, versions: [] };
  world.templates.push(template);
  world.templates.sort((a, b) => (a.seed.name < b.seed.name ? -1 : 1));
  publishVersion(world, template, seed.behaviour);
  return template;
}

/** A push of the template: the new version is the active one, with presets of its own. */
export function publishVersion(world: World, template: SimTemplate, behaviour: VersionBehaviour = {}): SimVersion {
  const { random } = world;
  const version: SimVersion = {
    id: random.uuid(),
    name: `${random.pick(adjectives)}_${random.pick(surnames)}${random.between(0, 9)}`,
    template,
    presets: template.seed.presets.map((preset) => ({ id: random.uuid(), ...preset })),
    behaviour,
  };
  world.versions.set(version.id, version);
  template.versions.push(version);
  template.updatedMs = world.timeline.now();
  world.templateChanged(template);
  return version;
}

const adjectives = ["brave", "calm", "eager", "gentle", "keen", "quiet", "swift", "warm"] as const;
const surnames = ["curie", "hopper", "kepler", "lovelace", "noether", "pascal", "turing", "volta"] as const;
