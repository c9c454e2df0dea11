import { launcherApi } from './api.mjs';
import { dim, say, table } from './console.mjs';
import { portalUrl, printable } from './demo.mjs';
import { serviceWorkflow } from './demo-workflow.mjs';
import { Failure } from './failure.mjs';
import { digestOfText } from './fingerprint.mjs';
import { waitForRoute } from './plugins.mjs';
import { deployedWorkflow, followRun, recordsOf, startRun } from './runs.mjs';

const MOST = 500;

/** Calls a service through a workflow of one node on the records of its target, and tells what came of each: `plugin call NAME SERVICE [INPUT=VALUE …]`. */
export async function callService(place, [plugin, name, ...given], { on, json }) {
  if (!plugin || !name) throw new Failure('Say which service of which plugin: plugin call NAME SERVICE [INPUT=VALUE …]', { exitCode: 2 });
  const api = launcherApi(place);
  const service = await findService(api, plugin, name);
  const records = await chosenRecords(api, service.targetEntity, on?.split(','));
  // The drawing changes with the service, so that a version that was checked against an older form of it is not run.
  const bpmn = serviceWorkflow({ plugin, service: name, entity: service.targetEntity, parameters: inputsOf(given, service), id: `call-${plugin}-${name}-${digestOfText(JSON.stringify(service)).slice(0, 8)}` });
  const { versionId } = await deployedWorkflow(api, `Call ${plugin} ${name}`, bpmn, 'Drawn by ./sextant plugin call');
  const run = await startRun(api, versionId, records, { entity: service.targetEntity, reason: './sextant plugin call' });
  const ended = await followRun(api, run.id, { onLine: (record, line) => say(`${dim(`${record} |`)} ${printable(line)}`) });
  const outcomes = (await recordsOf(api, run.id)).map(({ displayName, outcome, reason, message, outputs }) => ({ record: displayName, outcome, reason, message, outputs }));
  const portal = `${portalUrl(place)}runs/${run.id}`;
  if (json) console.log(JSON.stringify({ run: { id: ended.id, state: ended.state }, records: outcomes, portal }, null, 2));
  else tell(outcomes, ended, portal);
  if (ended.state !== 'SUCCEEDED') process.exitCode = 1;
}

async function findService(api, plugin, name) {
  const services = await api.all(`/platform/v1/plugin-services?plugin=${encodeURIComponent(plugin)}&limit=100`);
  const found = services.find((one) => one.plugin === plugin && one.name === name);
  if (!found) {
    const known = services.filter((one) => one.plugin === plugin).map((one) => one.name);
    throw new Failure(`${plugin} offers no service ${name}`, { hint: known.length > 0 ? `It offers: ${known.join(', ')}` : 'Install the plugin first: ./sextant plugin install' });
  }
  if (!found.targetEntity) throw new Failure(`${plugin} ${name} works on no records`, { hint: 'Give it a target in plugin.yaml, such as inventory:host, or call it from a workflow of your own' });
  return found;
}

async function chosenRecords(api, target, names) {
  const [plugin, entity] = target.split(':');
  const path = `/${plugin}/entities/${entity}/query`;
  const query = { json: { additionalFilters: [], limit: MOST } };
  await waitForRoute(api, path, query);
  const { data } = await api.call('POST', path, query);
  const unknown = names?.find((name) => !data.some((record) => record.displayName === name));
  if (unknown) throw new Failure(`There is no ${entity} named ${unknown}`, { hint: `There are: ${data.map((record) => record.displayName).join(', ')}` });
  const chosen = data.filter((record) => !names || names.includes(record.displayName));
  if (chosen.length === 0) throw new Failure(`${plugin} has no ${entity} to call it on`, { hint: './sextant demo brings three hosts' });
  return chosen;
}

function inputsOf(given, service) {
  return Object.fromEntries(given.map((text) => {
    const at = text.indexOf('=');
    const name = text.slice(0, at);
    if (at < 1 || !service.input.some((one) => one.name === name)) {
      throw new Failure(`“${text}” is no input`, { hint: `Write NAME=VALUE; the inputs are ${service.input.map((one) => one.name).join(', ')}`, exitCode: 2 });
    }
    return [name, text.slice(at + 1)];
  }));
}

function tell(outcomes, run, portal) {
  const rows = outcomes.map((one) => [one.record, one.outcome, [one.reason, one.message].filter(Boolean).join(': ') || JSON.stringify(one.outputs ?? {})]);
  say(table(['RECORD', 'OUTCOME', 'OUTPUTS OR REASON'], rows));
  say(`Run ${run.id}: ${run.state}`);
  say(`Portal: ${portal}`);
}
