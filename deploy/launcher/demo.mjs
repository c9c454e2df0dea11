import { existsSync } from 'node:fs';
import { launcherApi } from './api.mjs';
import { pluginPackage } from './build.mjs';
import { bold, dim, green, red, say, table } from './console.mjs';
import { DEMO_HOSTS, ensureHostImage, ensureHosts, hostRecord } from './demo-hosts.mjs';
import { DEMO_SCRIPT, WORKFLOW_NAME, scriptWorkflow } from './demo-workflow.mjs';
import { putHosts } from './inventory.mjs';
import { BUILT_HERE, installPlugin, removeOutdated, waitForRoute } from './plugins.mjs';
import { deployedWorkflow, followRun, recordsOf, startRun } from './runs.mjs';

export const PLUGINS = ['inventory', 'job-execution'];

/** Prepares hosts, plugins and their records on a running platform; answers the records of the hosts. Done again, it changes nothing. */
export async function prepareDemo(place, steps, names = DEMO_HOSTS) {
  const api = launcherApi(place);
  const image = await ensureHostImage(place, steps);
  await steps.step(`Hosts ${names.join(', ')}`, () => ensureHosts(place, image, names), 'hosts');
  const archives = new Map(PLUGINS.map((name) => [name, pluginPackage(place.root, name)]));
  await removeOutdated(place, api, [...archives.values()]);
  for (const [name, file] of archives) {
    await steps.step(`Plugin ${name}: upload, register, launch`, () => installPlugin(place, api, name, file, { accept: BUILT_HERE }), `plugin ${name}`);
  }
  const hosts = await steps.step('Entity records of the hosts', async () => {
    await waitForRoute(api, '/inventory/entities/host/query', { json: { additionalFilters: [], limit: 1 } });
    return putHosts(api, names.map((name) => hostRecord(place, name)));
  }, 'records');
  return { api, hosts };
}

/** The demo: the main job end to end, told as it happens. Answers the document that `--json` prints. */
export async function runDemo(place, steps) {
  const { api, hosts } = await prepareDemo(place, steps);
  const { versionId } = await steps.step('Workflow', () => deployedWorkflow(api, WORKFLOW_NAME, scriptWorkflow({ script: DEMO_SCRIPT }),
    'Drawn by ./sextant demo'), 'workflow');
  say();
  const run = await startRun(api, versionId, hosts, { reason: './sextant demo' });
  const ended = await followRun(api, run.id, { onLine: (host, line) => say(`${dim(`${host} |`)} ${printable(line)}`) });
  const targets = (await recordsOf(api, run.id)).map(target).sort((one, other) => one.name.localeCompare(other.name));
  return { run: { id: ended.id, state: ended.state }, targets, portal: `${portalUrl(place)}runs/${ended.id}` };
}

/** Tells the outcome of each host, and where to go on. */
export function tellDemo(place, { run, targets, portal }) {
  say();
  const rows = targets.map((one) => [one.name, one.outcome, one.exitCode, one.seconds?.toFixed(1), one.reason ?? '']);
  const text = table(['HOST', 'OUTCOME', 'EXIT', 'SECONDS', 'REASON'], rows, ['EXIT', 'SECONDS']);
  say(text.replace(/\b(SUCCEEDED)\b/g, green('$1')).replace(/\b(FAILED|UNREACHABLE|UNKNOWN|TIMED_OUT|NEVER_STARTED|CANCELLED)\b/g, red('$1')));
  say(`Run ${run.id}: ${run.state}`);
  say();
  say(`Portal: ${bold(portal)}`);
  say(existsSync(place.passwordFile)
    ? `Sign in as ${bold('admin')} with the one-time password in ${place.passwordFile}`
    : `Sign in as ${bold('admin')} with the password that you have set`);
}

export function demoSucceeded({ run, targets }) {
  return run.state === 'SUCCEEDED' && targets.length > 0 && targets.every((one) => one.outcome === 'SUCCEEDED');
}

export function target(record) {
  const took = record.startedAt && record.endedAt ? (Date.parse(record.endedAt) - Date.parse(record.startedAt)) / 1000 : null;
  const reason = [record.reason, record.message].filter(Boolean).join(': ');
  return {
    name: record.displayName,
    outcome: record.outcome,
    exitCode: record.outputs?.exitCode ?? null,
    seconds: took === null ? null : Math.round(took * 10) / 10,
    ...(record.outcome === 'SUCCEEDED' || !reason ? {} : { reason }),
  };
}

export function portalUrl(place) {
  return `http://localhost:${place.port}/portal/`;
}

/** Output of a host is shown without what could steer the terminal. */
export function printable(line) {
  // eslint-disable-next-line no-control-regex
  return line.replace(/[\u0000-\u0008\u000b-\u001f\u007f\u0080-\u009f]/g, '');
}
