export { defineScenario } from "./define-scenario.ts";
export type { Scenario, ScenarioContext } from "./define-scenario.ts";
