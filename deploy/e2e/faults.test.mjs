import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { waitFor } from '../launcher/api.mjs';
import { DEMO_HOSTS } from '../launcher/demo-hosts.mjs';
import { docker } from '../launcher/docker.mjs';
import { outputOf, recordsOf } from '../launcher/runs.mjs';
import { cutNetwork, ended, killService, linesOn, pluginContainer, restartService, runScript, sharedPlatform, speaking } from './harness.mjs';

const LINES = 60;
const WITHIN = 60_000;

let platform;
before(async () => (platform = await sharedPlatform()));

/** Some 15 s of work that leaves a line in a file each time it is begun, and speaks all the while. */
function slowScript(marker) {
  return `echo begun >> ${marker}
for line in $(seq 1 ${LINES}); do echo "line $line"; sleep 0.25; done
echo ended >> ${marker}
`;
}

async function startSlowRun() {
  const marker = `/tmp/fault-${randomUUID()}`;
  const run = await runScript(platform.api, platform.hosts, slowScript(marker), { name: 'fault' });
  await speaking(platform.api, run.id);
  return { id: run.id, marker };
}

/** The run has ended truthfully: every host succeeded, began once, ended once, and no line of output is missing or doubled. */
async function assertDoneOnce({ id, marker }) {
  const run = await ended(platform.api, id, WITHIN + 30_000);
  const records = await recordsOf(platform.api, id);
  assert.equal(run.state, 'SUCCEEDED', JSON.stringify(records));
  assert.equal(records.length, DEMO_HOSTS.length);
  const expected = Array.from({ length: LINES }, (_, index) => `line ${index + 1}\n`).join('');
  for (const record of records) {
    assert.equal(record.outcome, 'SUCCEEDED');
    assert.equal(await linesOn(platform.place, record.displayName, marker), 2, `${record.displayName}: begun and ended once`);
    assert.equal(await outputOf(platform.api, id, record.recordId), expected, record.displayName);
  }
}

/** The run moves: a host says more than it had said, or all is over. */
function goesOn(id, saidBefore) {
  const total = (records) => records.reduce((sum, record) => sum + (record.outputBytes ?? 0), 0);
  return waitFor('The run to go on', () => recordsOf(platform.api, id),
    (records) => total(records) > saidBefore || records.every((record) => record.state === 'DONE'), { patience: WITHIN });
}

async function said(id) {
  return (await recordsOf(platform.api, id)).reduce((sum, record) => sum + (record.outputBytes ?? 0), 0);
}

test('kill -9 of platform-core in the middle of a script', async () => {
  const run = await startSlowRun();
  const before = await said(run.id);
  await killService(platform.place, 'platform-core');
  await sleep(3000);
  await restartService(platform.place, 'platform-core');
  await goesOn(run.id, before);
  await assertDoneOnce(run);
});

test('kill -9 of the gateway in the middle of a script', async () => {
  const run = await startSlowRun();
  const before = await said(run.id);
  await killService(platform.place, 'api-gateway');
  await sleep(3000);
  await restartService(platform.place, 'api-gateway');
  await goesOn(run.id, before);
  await assertDoneOnce(run);
});

test('kill -9 of the job-execution container in the middle of a script', async () => {
  const run = await startSlowRun();
  const before = await said(run.id);
  const container = await pluginContainer(platform.place, 'job-execution');
  await docker(['kill', '--signal', 'KILL', container.id]);
  await goesOn(run.id, before);
  await assertDoneOnce(run);
});

test('the network to a host cut and restored in the middle of a script', async () => {
  const run = await startSlowRun();
  const mend = await cutNetwork(platform.place, 'demo-host-2');
  await sleep(20_000).finally(mend);
  await assertDoneOnce(run);
});

test('kill -9 of platform-core and the gateway together while a run begins', async () => {
  const marker = `/tmp/fault-${randomUUID()}`;
  const run = await runScript(platform.api, platform.hosts, slowScript(marker), { name: 'fault' });
  await Promise.all(['platform-core', 'api-gateway'].map((name) => killService(platform.place, name)));
  await Promise.all(['platform-core', 'api-gateway'].map((name) => restartService(platform.place, name)));
  await assertDoneOnce({ id: run.id, marker });
});
