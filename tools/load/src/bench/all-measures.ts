import type { Measure } from "./measure.ts";
import { access } from "./measures/access.ts";
import { call } from "./measures/call.ts";
import { fleet } from "./measures/fleet.ts";
import { growth } from "./measures/growth.ts";
import { history } from "./measures/history.ts";
import { lists } from "./measures/lists.ts";
import { memory } from "./measures/memory.ts";
import { projects } from "./measures/projects.ts";
import { show } from "./measures/show.ts";
import { start } from "./measures/start.ts";
import { store } from "./measures/store.ts";
import { tasks } from "./measures/tasks.ts";
import { tokens } from "./measures/tokens.ts";
import { watch } from "./measures/watch.ts";

/** In the order of the table. */
export const allMeasures: readonly Measure[] = [
  start,
  call,
  access,
  lists,
  show,
  projects,
  tasks,
  history,
  tokens,
  memory,
  store,
  fleet,
  watch,
  growth,
];
