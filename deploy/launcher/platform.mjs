import { existsSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { deferOptimising } from './compiler-threads.mjs';
import { say } from './console.mjs';
import { containersWith, engineAnswers, removeContainers, removeLabelled, stopContainers } from './docker.mjs';
import { Failure } from './failure.mjs';
import { prepareHome, writeJson } from './layout.mjs';
import { requireFreePort } from './ports.mjs';
import { runningProcess, startDetached, stopProcess } from './processes.mjs';
import { SERVICES, ensureS3Credentials, isHealthy, missingNeeds, serviceCommand, serviceEnvironment, servicesOf } from './services.mjs';

const PATIENCE = 120_000;

/**
 * Starts the services that do not run yet, together, and waits until all are well. Stops what it started when one of them is not; what is
 * put into `takeBack` does the same for a later failure or an interruption.
 */
export async function startPlatform(place, steps, jdk, takeBack = []) {
  prepareHome(place);
  ensureS3Credentials(place);
  refuseOtherPort(place);
  const services = servicesOf(place);
  const wanted = services.filter((service) => !runningProcess(place.pidFile(service.name)));
  for (const service of wanted) await requireFreePort(service.name, place.ports[service.port]);
  const started = [];
  const undo = () => (started.length === services.length ? stopPlatform(place, steps) : stopServices(place, started));
  takeBack.push(undo);
  try {
    const title = wanted.length > 0 ? `Start of ${wanted.map((service) => service.name).join(', ')}` : 'Health of all services';
    await steps.step(title, () => startTogether(place, wanted, jdk, started), `start ${wanted.length}`);
    writeJson(place.at('run', 'platform.json'), { port: place.port });
  } catch (failure) {
    await undo();
    throw failure;
  }
  return { started: started.map((service) => service.name), undo };
}

async function startTogether(place, wanted, jdk, started) {
  const pids = () => started.flatMap((service) => runningProcess(place.pidFile(service.name))?.pid ?? []);
  const optimiseNow = deferOptimising(pids);
  try {
    await Promise.all(wanted.map((service) => startWhenReady(place, service, jdk, started)));
    await Promise.all(servicesOf(place).map((service) => waitForHealth(place, service)));
  } finally {
    await optimiseNow();
  }
}

function refuseOtherPort(place) {
  const runs = SERVICES.some((service) => runningProcess(place.pidFile(service.name)));
  if (runs && place.state.port && place.state.port !== place.port) {
    throw new Failure(`Sextant already runs here on port ${place.state.port}`, { hint: 'Stop it first: ./sextant down' });
  }
}

async function startWhenReady(place, service, jdk, started) {
  const deadline = Date.now() + PATIENCE;
  while (missingNeeds(place, service).length > 0) {
    const auth = runningProcess(place.pidFile('auth-server'));
    if (Date.now() > deadline || (!auth && started.some(({ name }) => name === 'auth-server'))) {
      throw new Failure(`${missingNeeds(place, service).join(', ')} was not written`, { part: 'auth-server', log: place.log('auth-server') });
    }
    await sleep(50);
  }
  startService(place, service, jdk);
  started.push(service);
}

/** Starts one service's process; its output goes to its log. */
export function startService(place, service, jdk) {
  const log = place.log(service.name);
  if (existsSync(log) && statSync(log).size > 50 * 1048576) truncateSync(log);
  const launch = serviceCommand(place, service, jdk);
  const record = startDetached({ ...launch, env: serviceEnvironment(place, service, jdk), log, pidFile: place.pidFile(service.name) });
  if (!record) throw new Failure(`${launch.command} could not be started`, { part: service.name });
  return record;
}

export async function waitForHealth(place, service, patience = PATIENCE) {
  const deadline = Date.now() + patience;
  while (!(await isHealthy(place, service))) {
    const log = place.log(service.name);
    if (!runningProcess(place.pidFile(service.name))) throw new Failure('ended while it was starting', { part: service.name, log });
    if (Date.now() > deadline) throw new Failure(`was not well within ${patience / 1000} s`, { part: service.name, log });
    await sleep(50);
  }
}

/** Stops services of this installation, the doors first. */
export async function stopServices(place, services = SERVICES) {
  const order = [...services].sort((one, other) => SERVICES.indexOf(other) - SERVICES.indexOf(one));
  const front = order.filter((service) => service.name !== 's3' && service.name !== 'auth-server');
  const back = order.filter((service) => !front.includes(service));
  for (const group of [front, back]) {
    await Promise.all(
      group.map(async (service) => {
        const pidFile = place.pidFile(service.name);
        const record = runningProcess(pidFile);
        if (record) await stopProcess(record, pidFile);
        else rmSync(pidFile, { force: true });
      }),
    );
  }
}

/** The label that all containers, networks and volumes of this installation carry. */
export function installationLabel(place) {
  return `sextant.installation=${place.installation}`;
}

/** The label of the demo's hosts: platform-core removes what carries the installation's label and is no instance that it knows. */
export function demoLabel(place) {
  return `sextant.demo=${place.installation}`;
}

/** All containers of this installation: the plugins' and the demo's hosts. */
export async function ownContainers(place) {
  const [plugins, hosts] = await Promise.all([containersWith(installationLabel(place)), containersWith(demoLabel(place))]);
  return [...plugins, ...hosts];
}

/** Stops everything of this installation; with `wipe` its data goes too. */
export async function stopPlatform(place, steps, { wipe = false } = {}) {
  await steps.step('Stop of the services', () => stopServices(place), 'stop');
  if (place.installation && (await engineAnswers())) {
    const containers = await ownContainers(place);
    if (wipe) await steps.step('Removal of containers, networks, volumes and images', () => wipeEngine(place, containers), 'wipe');
    else if (containers.some(({ running }) => running)) await steps.step('Stop of the containers', () => stopContainers(containers), 'stop containers');
  } else if (wipe && place.installation) {
    say('No Docker Engine answers: containers, networks and volumes of this installation, if any, were left.');
  }
  if (wipe) wipeHome(place);
}

async function wipeEngine(place, containers) {
  await removeContainers(containers);
  for (const kind of ['network', 'volume', 'image']) await removeLabelled(kind, installationLabel(place));
}

function wipeHome(place) {
  if (!existsSync(place.at('run'))) return;
  for (const name of readdirSync(place.home).filter((entry) => !['durations.json', 'run', 'settings.env'].includes(entry))) {
    rmSync(place.at(name), { recursive: true, force: true });
  }
  // A home in which nothing was ever started has none.
  if (!existsSync(place.at('run'))) return;
  for (const name of readdirSync(place.at('run')).filter((entry) => entry !== 'lock')) rmSync(place.at('run', name), { recursive: true, force: true });
}
