import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { docker } from '../launcher/docker.mjs';
import { entity, putHosts } from '../launcher/inventory.mjs';
import { hostRecord } from '../launcher/demo-hosts.mjs';
import { installationLabel, ownContainers } from '../launcher/platform.mjs';
import { run } from '../launcher/run-command.mjs';
import { ended, ipOf, runScript, sharedPlatform } from './harness.mjs';

const CANARY = `canary-${randomBytes(12).toString('hex')}`;
let platform;
let secrets;

/** Takes every secret that the platform holds, and one of our own, through a run. */
before(async () => {
  platform = await sharedPlatform();
  const { place, api } = platform;
  const odd = { ...hostRecord(place, 'demo-host-1'), name: 'canary-host', address: await ipOf(place, 'demo-host-1'), authentication: 'PASSWORD', credential: CANARY };
  const [host] = await putHosts(api, [odd]);
  const started = await runScript(api, [host, platform.hosts[1]], 'echo nothing to hide', { name: 'canary' });
  await ended(api, started.id);
  secrets = secretsOf(place);
});

function secretsOf(place) {
  const found = new Map([['the canary password of a host', CANARY]]);
  const lines = readFileSync(place.at('secrets', 'demo', 'user'), 'utf8').split('\n');
  found.set('the private key of the hosts', lines[3]);
  const s3 = JSON.parse(readFileSync(place.at('secrets', 's3.json'), 'utf8'));
  found.set('the key of the S3 server', s3.secretKey);
  if (existsSync(place.passwordFile)) found.set('the one-time password', readFileSync(place.passwordFile, 'utf8').trim());
  for (const file of filesUnder(place.at('secrets'))) {
    const text = readFileSync(file, 'utf8');
    for (const [, d] of text.matchAll(/"d"\s*:\s*"([^"]{20,})"/g)) found.set(`a private key in ${file}`, d);
    if (file.endsWith('sealing.key')) found.set(file, text.trim());
  }
  return found;
}

function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

function assertClean(where, text) {
  for (const [what, secret] of secrets) assert.ok(!text.includes(secret), `${what} is in ${where}`);
}

test('the search finds what it looks for', () => {
  assert.throws(() => assertClean('a text', `before ${CANARY} after`), /canary password of a host is in a text/);
  assert.ok(secrets.size >= 6, [...secrets.keys()].join(', '));
});

test('no log holds a secret', async () => {
  for (const file of filesUnder(platform.place.at('logs'))) assertClean(file, readFileSync(file, 'latin1'));
  for (const container of await ownContainers(platform.place)) {
    const { stdout, stderr } = await run('docker', ['logs', container.id]);
    assertClean(`the log of ${container.name}`, stdout + stderr);
  }
});

test('no environment and no command line holds a secret', async () => {
  for (const container of await ownContainers(platform.place)) {
    assertClean(`the settings of ${container.name}`, await docker(['inspect', container.id]));
  }
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name) && name !== String(process.pid))) {
    for (const part of ['cmdline', 'environ']) assertClean(`${part} of process ${pid}`, readQuietly(`/proc/${pid}/${part}`));
  }
});

test('no answer holds a secret', async () => {
  const { api } = platform;
  const lists = ['plugin-packages', 'plugin-instances', 'plugin-services', 'data-entities', 'resource-hosts', 'routes', 'workflows', 'runs', 'events'];
  for (const list of lists) {
    const path = `/platform/v1/${list}`;
    const answer = await api.send('GET', path);
    assert.equal(answer.status, 200, `${path} ${answer.text.slice(0, 200)}`);
    assertClean(path, answer.text);
    for (const item of (answer.body.items ?? []).slice(0, 20).filter(({ id }) => id)) {
      assertClean(`${path}/${item.id}`, (await api.send('GET', `${path}/${encodeURIComponent(item.id)}`)).text);
    }
  }
  const hosts = await entity(api, 'query', { additionalFilters: [], limit: 100 });
  assertClean('the inventory', JSON.stringify(hosts));
  assert.deepEqual(hosts.data.find((host) => host.name === 'canary-host')?.credential, { set: true });
  const revealed = await api.send('POST', '/inventory/v1/credentials/reveal', { json: { hosts: [hosts.data[0].id] } });
  assert.equal(revealed.status, 403, revealed.text.slice(0, 200));
  for (const path of ['/auth/v1/keys', '/auth/v1/users', '/auth/v1/users/me', '/auth/v1/roles']) assertClean(path, (await api.send('GET', path)).text);
});

test('no database and no stored object holds a secret', async () => {
  for (const file of filesUnder(platform.place.at('data')).filter((path) => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) < 64 * 1048576)) {
    assertClean(file, readQuietly(file));
  }
  const volumes = (await docker(['volume', 'ls', '-q', '--filter', `label=${installationLabel(platform.place)}`])).split('\n').filter(Boolean);
  assert.ok(volumes.length > 0, 'the inventory keeps its records in a volume');
  for (const volume of volumes) {
    const folder = await docker(['volume', 'inspect', '--format', '{{.Mountpoint}}', volume]);
    for (const file of filesUnder(folder)) assertClean(file, readQuietly(file));
  }
});

test('files with secrets are for their owner only', () => {
  for (const file of filesUnder(platform.place.at('secrets')).filter((path) => !path.endsWith('.pub'))) {
    assert.equal(statSync(file).mode & 0o077, 0, file);
  }
});

function readQuietly(path) {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
