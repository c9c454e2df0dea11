import { containersWith, docker } from './docker.mjs';
import { demoLabel } from './platform.mjs';

/** Starts the demo's hosts again that `down` had stopped; platform-core looks after the plugins' containers itself. */
export async function resumeContainers(place, steps) {
  const stopped = (await containersWith(demoLabel(place))).filter((container) => !container.running);
  if (stopped.length === 0) return;
  await steps.step('Start of the demo hosts', () => docker(['start', ...stopped.map((container) => container.id)]), 'resume');
}
