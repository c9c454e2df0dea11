import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launcherApi, waitFor } from '../launcher/api.mjs';
import { prepareDemo } from '../launcher/demo.mjs';
import { onHost } from '../launcher/demo-hosts.mjs';
import { scriptWorkflow } from '../launcher/demo-workflow.mjs';
import { containersWith, docker } from '../launcher/docker.mjs';
import { layout, ROOT } from '../launcher/layout.mjs';
import { demoLabel, installationLabel, startPlatform, startService, stopPlatform, waitForHealth } from '../launcher/platform.mjs';
import { freeBlock } from '../launcher/ports.mjs';
import { findJdk } from '../launcher/prerequisites.mjs';
import { isAlive, runningProcess, signal } from '../launcher/processes.mjs';
import { deployedWorkflow, recordsOf, startRun } from '../launcher/runs.mjs';
import { SERVICES, targetsNetwork } from '../launcher/services.mjs';
import { Steps } from '../launcher/steps.mjs';
import { run } from '../launcher/run-command.mjs';

/** Where the ports of this file's platforms begin; other files may run at the same time. */
export const FIRST_PORT = Number(process.env.SEXTANT_E2E_PORT ?? 20800);

/**
 * The platform that the test files share: its home comes from SEXTANT_E2E_HOME, which `./sextant test` sets and takes away again; a file
 * that is run by hand makes and keeps one under the checkout's own home.
 */
export async function sharedPlatform() {
  const place = await placeOf(process.env.SEXTANT_E2E_HOME ?? join(ROOT, '.sextant', 'e2e'));
  return ready(place);
}

/** A platform of one's own, as it is after the first start; `away` removes all of it. */
export async function freshPlatform(name) {
  const place = await placeOf(mkdtempSync(join(tmpdir(), `sextant-${name}-`)));
  const steps = stepsOf(place);
  await startPlatform(place, steps, findJdk());
  const away = async () => {
    await stopPlatform(place, steps, { wipe: true });
    rmSync(place.home, { recursive: true, force: true });
  };
  return { place, api: launcherApi(place), away };
}

export async function placeOf(home) {
  const place = layout({}, { SEXTANT_HOME: home });
  const port = place.state.port ?? (await freeBlock(FIRST_PORT, 4));
  return layout({ port }, { SEXTANT_HOME: home });
}

async function ready(place) {
  const steps = stepsOf(place);
  await startPlatform(place, steps, findJdk());
  const { api, hosts } = await prepareDemo(place, steps);
  return { place, api, hosts };
}

function stepsOf(place) {
  return new Steps(place.at('durations.json'));
}

/** Deploys a workflow of one script and starts it on the hosts; answers the run. */
export async function runScript(api, hosts, script, { name = 'e2e', parameters = {} } = {}) {
  const id = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const { versionId } = await deployedWorkflow(api, name, scriptWorkflow({ script, parameters, id: `e2e-${id}` }));
  return startRun(api, versionId, hosts);
}

/** Waits until the run has no work left that goes on by itself. */
export function ended(api, runId, patience = 120_000) {
  return waitFor(`Run ${runId}`, () => api.get(`/platform/v1/runs/${runId}`), (now) => now.state !== 'RUNNING', { patience });
}

/** Waits until every host of the run has begun to speak. */
export function speaking(api, runId, bytes = 20) {
  return waitFor(`Output of run ${runId}`, () => recordsOf(api, runId), (records) => records.length > 0 && records.every((one) => one.outputBytes >= bytes), {
    patience: 60_000,
  });
}

/** How many lines a file on a host has; 0 when there is none. */
export async function linesOn(place, host, path) {
  return Number(await onHost(place, host, 'sh', '-c', `cat ${path} 2>/dev/null | wc -l`));
}

export async function killService(place, name) {
  const record = runningProcess(place.pidFile(name));
  signal(record, 'SIGKILL');
  while (isAlive(record)) await new Promise((resolve) => setTimeout(resolve, 20));
}

export async function restartService(place, name) {
  const service = SERVICES.find((candidate) => candidate.name === name);
  startService(place, service, findJdk());
  await waitForHealth(place, service);
}

export async function pluginContainer(place, plugin) {
  const [container] = (await containersWith(installationLabel(place), `sextant.plugin=${plugin}`)).filter((one) => one.running);
  return container;
}

/** Another name for a host, since the inventory takes an address once: the engine also resolves a name with that of its network. */
export function otherName(place, host) {
  return `${host}.${targetsNetwork(place)}`;
}

export async function ipOf(place, host) {
  const [container] = await containersWith(demoLabel(place), `sextant.demo-host=${host}`);
  return docker(['inspect', '--format', '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}', container.id]);
}

/** Cuts a host off from everybody on port 22, packets being lost as on a dead link; answers what mends it. */
export async function cutNetwork(place, host) {
  const [container] = await containersWith(demoLabel(place), `sextant.demo-host=${host}`);
  const inside = (...args) => run('nsenter', ['-t', String(container.pid), '-n', 'iptables', ...args]);
  await inside('-I', 'INPUT', '-p', 'tcp', '--dport', '22', '-j', 'DROP');
  await inside('-I', 'OUTPUT', '-p', 'tcp', '--sport', '22', '-j', 'DROP');
  return async () => {
    await inside('-D', 'INPUT', '-p', 'tcp', '--dport', '22', '-j', 'DROP');
    await inside('-D', 'OUTPUT', '-p', 'tcp', '--sport', '22', '-j', 'DROP');
  };
}

/** Runs the launcher as a developer does, on this platform's home; answers what it said. */
export async function developer(place, ...args) {
  const { stdout, stderr } = await run(process.execPath, [join(ROOT, 'deploy/launcher/main.mjs'), ...args], { cwd: ROOT, env: { ...process.env, SEXTANT_HOME: place.home } });
  return stdout + stderr;
}
