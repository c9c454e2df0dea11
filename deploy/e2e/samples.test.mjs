import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { docker } from '../launcher/docker.mjs';
import { ROOT } from '../launcher/layout.mjs';
import { BUILT_HERE, installPlugin } from '../launcher/plugins.mjs';
import { deployedWorkflow, recordsOf, startRun } from '../launcher/runs.mjs';
import { serviceWorkflow } from '../launcher/demo-workflow.mjs';
import { developer, ended, pluginContainer, sharedPlatform, speaking } from './harness.mjs';

const folder = mkdtempSync(join(tmpdir(), 'sextant-samples-'));
let platform;

before(async () => {
  platform = await sharedPlatform();
  await packAndInstall('port-check', 'plugins/samples/python-port-check');
  await packAndInstall('name-lookup', 'plugins/samples/shell-name-lookup');
});
after(() => rmSync(folder, { recursive: true, force: true }));

async function packAndInstall(name, project) {
  const file = join(folder, `${name}.sextant.zip`);
  await developer(platform.place, 'plugin', 'pack', project, '--output', file);
  return installPlugin(platform.place, platform.api, name, file, { accept: BUILT_HERE });
}

async function startCall(plugin, service, parameters = {}) {
  const { api, hosts } = platform;
  const { versionId } = await deployedWorkflow(api, `e2e ${plugin} ${service}`, serviceWorkflow({ plugin, service, parameters, id: `e2e-${service}` }));
  return startRun(api, versionId, hosts);
}

/** A workflow of two nodes, one after the other, each on the records that are chosen at the start. */
function twoServices() {
  const node = (id, plugin, service) => `<bpmn:serviceTask id="${id}"><bpmn:extensionElements><sextant:service plugin="${plugin}" name="${service}" />
      <sextant:records entity="inventory:host" select="RUN" /></bpmn:extensionElements></bpmn:serviceTask>`;
  const flow = (from, to) => `<bpmn:sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}" />`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:sextant="https://sextant.dev/bpmn/1"
    id="definitions" targetNamespace="https://sextant.dev/workflows">
  <bpmn:process id="samples" isExecutable="true">
    <bpmn:startEvent id="start" />
    ${node('look', 'name-lookup', 'look-up')}
    ${node('check', 'port-check', 'check-port')}
    <bpmn:endEvent id="end" />
    ${flow('start', 'look')}${flow('look', 'check')}${flow('check', 'end')}
  </bpmn:process>
</bpmn:definitions>`;
}

test('the samples keep the contract, with the ranges of their inputs', async () => {
  const packed = (name) => join(folder, `${name}.sextant.zip`);
  const told = join(ROOT, 'plugins/samples/python-port-check/tests/conformance.yaml');
  await developer(platform.place, 'plugin', 'test', packed('port-check'), '--inputs', told);
  await developer(platform.place, 'plugin', 'test', packed('name-lookup'));
});

const byName = (records) => Object.fromEntries(records.map((record) => [record.displayName, record]));

test('a workflow calls a service in shell and one in Python on three hosts', async () => {
  const { api, hosts } = platform;
  const { versionId } = await deployedWorkflow(api, 'e2e samples', twoServices());
  const run = await startRun(api, versionId, hosts);
  assert.equal((await ended(api, run.id)).state, 'SUCCEEDED', JSON.stringify(await recordsOf(api, run.id, 'look')));
  const [looked, checked] = await Promise.all(['look', 'check'].map(async (node) => byName(await recordsOf(api, run.id, node))));
  for (const { displayName } of hosts) {
    assert.match(looked[displayName].outputs.addresses[0], /^\d+\.\d+\.\d+\.\d+$/);
    assert.match(checked[displayName].outputs.banner, /^SSH-2\.0-/);
    assert.equal(checked[displayName].outputs.answered, 3);
  }
});

test('hosts whose port is closed are unreachable, each with its reason', async () => {
  const { api } = platform;
  const run = await startCall('port-check', 'check-port', { port: '9', tries: '1' });
  assert.equal((await ended(api, run.id)).state, 'NEEDS_DECISION');
  for (const record of await recordsOf(api, run.id)) assert.deepEqual([record.outcome, record.reason], ['UNREACHABLE', 'CONNECTION_REFUSED']);
});

test('a call goes on after kill -9 of its container, when it may run twice', async () => {
  const { api, place } = platform;
  const run = await startCall('port-check', 'check-port', { tries: '30', pause: '0.1' });
  await speaking(api, run.id);
  await killContainer('port-check');
  assert.equal((await ended(api, run.id)).state, 'SUCCEEDED', JSON.stringify(await recordsOf(api, run.id)));
  const records = await recordsOf(api, run.id);
  assert.equal(records.length, platform.hosts.length);
  assert.ok(records.every((record) => record.outputs.answered === 30));
  assert.ok(await pluginContainer(place, 'port-check'));
});

test('after kill -9 nothing is done twice by a script that must not be, and nobody guesses what became of it', async () => {
  const { api } = platform;
  const project = join(folder, 'slow-note');
  await developer(platform.place, 'plugin', 'new', 'slow-note', '--language', 'shell', '--directory', project);
  const manifest = readFileSync(join(project, 'plugin.yaml'), 'utf8');
  writeFileSync(join(project, 'plugin.yaml'), manifest.replace('idempotent: true', 'idempotent: false'));
  writeFileSync(join(project, 'services/hello.sh'), `echo "begun $SEXTANT_RECORD_NAME" >> "$SEXTANT_DATA/notes"
for step in $(seq 1 50); do echo "step $step"; sleep 0.2; done
echo "ended $SEXTANT_RECORD_NAME" >> "$SEXTANT_DATA/notes"
`);
  await packAndInstall('slow-note', project);
  const run = await startCall('slow-note', 'hello');
  await speaking(api, run.id);
  await killContainer('slow-note');
  assert.equal((await ended(api, run.id)).state, 'NEEDS_DECISION');
  for (const record of await recordsOf(api, run.id)) assert.deepEqual([record.outcome, record.reason], ['UNKNOWN', 'PLUGIN_RESTARTED']);
  const container = await pluginContainer(platform.place, 'slow-note');
  const notes = (await docker(['exec', container.id, 'cat', '/data/notes'])).split('\n').sort();
  assert.deepEqual(notes, platform.hosts.map(({ displayName }) => `begun ${displayName}`).sort());
});

async function killContainer(plugin) {
  const container = await pluginContainer(platform.place, plugin);
  await docker(['kill', '--signal', 'KILL', container.id]);
}
