import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { join } from 'node:path';
import { ROOT } from '../launcher/layout.mjs';
import { run } from '../launcher/run-command.mjs';
import { statusOf } from '../launcher/status.mjs';
import { ended, runScript, sharedPlatform } from './harness.mjs';

let platform;
before(async () => (platform = await sharedPlatform()));

function sextant(...args) {
  const env = { ...process.env, SEXTANT_HOME: platform.place.home };
  return run(join(ROOT, 'sextant'), args, { env, allowFailure: true });
}

test('the demo runs a script on three hosts and prints one document', async () => {
  const { code, stdout, stderr } = await sextant('demo', '--json', '--port', String(platform.place.port));
  assert.equal(code, 0, stderr);
  const document = JSON.parse(stdout);
  assert.equal(document.run.state, 'SUCCEEDED');
  assert.deepEqual(document.targets.map(({ name }) => name), ['demo-host-1', 'demo-host-2', 'demo-host-3']);
  for (const target of document.targets) {
    assert.equal(target.outcome, 'SUCCEEDED');
    assert.equal(target.exitCode, 0);
    assert.equal(typeof target.seconds, 'number');
    assert.match(stderr, new RegExp(`${target.name} \\|.* Hello from ${target.name}`));
  }
  assert.match(document.portal, new RegExp(document.run.id));
});

test('the demo done again uses what is there', async () => {
  const before = await platform.api.all('/platform/v1/plugin-packages?limit=100');
  const { code, stderr } = await sextant('demo', '--json');
  assert.equal(code, 0, stderr);
  const after = await platform.api.all('/platform/v1/plugin-packages?limit=100');
  assert.deepEqual(after.map(({ id }) => id).sort(), before.map(({ id }) => id).sort());
});

test('a host whose script fails is told as failed, the others as they are', async () => {
  const script = '[ "$(hostname)" = demo-host-2 ] && exit 3; echo fine';
  const started = await runScript(platform.api, platform.hosts, script, { name: 'one fails' });
  const now = await ended(platform.api, started.id);
  assert.equal(now.state, 'NEEDS_DECISION');
  const records = await platform.api.all(`/platform/v1/runs/${started.id}/nodes/run/records?limit=10`);
  const outcomes = Object.fromEntries(records.map((record) => [record.displayName, [record.outcome, record.outputs.exitCode]]));
  assert.deepEqual(outcomes, { 'demo-host-1': ['SUCCEEDED', 0], 'demo-host-2': ['FAILED', 3], 'demo-host-3': ['SUCCEEDED', 0] });
  await platform.api.post(`/platform/v1/runs/${started.id}/terminate`, { reason: 'seen' });
});

test('status tells each part, and the whole stays small', async () => {
  const { code, stdout } = await sextant('status', '--json');
  assert.equal(code, 0, stdout);
  const { parts } = JSON.parse(stdout);
  for (const name of ['s3', 'auth-server', 'platform-core', 'api-gateway', 'inventory', 'job-execution']) {
    assert.equal(parts.find((part) => part.name === name)?.state, 'HEALTHY', name);
  }
  const { total } = await statusOf(platform.place, 10);
  console.log(`    the platform at rest: ${Math.round(total.rssBytes / 1048576)} MB, ${total.cpuPercent}% of one core`);
  assert.ok(total.rssBytes < 1.6 * 1024 ** 3, `${total.rssBytes} bytes`);
});

test('a second launcher on other ports is told that Sextant runs already', async () => {
  const { code, stderr } = await sextant('up', '--port', String(platform.place.port + 10));
  assert.equal(code, 1);
  assert.match(stderr, /already runs here on port/);
});
