import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Api } from '../launcher/api.mjs';
import { layout, ROOT } from '../launcher/layout.mjs';
import { freeBlock } from '../launcher/ports.mjs';
import { runningProcess } from '../launcher/processes.mjs';
import { run } from '../launcher/run-command.mjs';
import { SERVICES } from '../launcher/services.mjs';
import { FIRST_PORT } from './harness.mjs';
import { mariaDb } from './mariadb.mjs';

const folder = mkdtempSync(join(tmpdir(), 'sextant-launcher-'));
const home = join(folder, 'home');
const place = layout({}, { SEXTANT_HOME: home });
const env = { ...process.env, SEXTANT_HOME: home };
let port;
before(async () => (port = await freeBlock(FIRST_PORT + 100, 4)));
after(async () => {
  await sextant('down', '--wipe');
  rmSync(folder, { recursive: true, force: true });
});

function sextant(...args) {
  return run(join(ROOT, 'sextant'), args, { env, allowFailure: true });
}

const up = () => sextant('up', '--port', String(port));

function runningServices() {
  return SERVICES.map(({ name }) => name).filter((name) => runningProcess(place.pidFile(name)));
}

test('a port that is taken is told with its holder, and nothing is started', async () => {
  const holder = createServer();
  await new Promise((resolve) => holder.listen(port + 1, '127.0.0.1', resolve));
  try {
    const { code, stderr } = await up();
    assert.equal(code, 1);
    assert.match(stderr, new RegExp(`platform-core: port ${port + 1} is taken by node \\(process ${process.pid}\\)`));
    assert.match(stderr, /--port N/);
    assert.deepEqual(runningServices(), []);
  } finally {
    await new Promise((resolve) => holder.close(resolve));
  }
});

test('a service that cannot start is told with its log, and what was started is stopped', async () => {
  const broken = place.at('data', 'platform-core', 'db.mv.db');
  mkdirSync(place.at('data', 'platform-core'), { recursive: true });
  writeFileSync(broken, 'this is no database');
  const { code, stderr } = await up();
  rmSync(broken);
  assert.equal(code, 1);
  assert.match(stderr, /platform-core: ended while it was starting/);
  assert.match(stderr, new RegExp(`the end of ${place.log('platform-core')}`));
  assert.match(stderr, /Caused by: .*Reading from file/);
  assert.doesNotMatch(stderr, /\tat /);
  assert.deepEqual(runningServices(), []);
});

test('an interrupted start takes back what it began', async () => {
  const launcher = spawn(join(ROOT, 'sextant'), ['up', '--port', String(port)], { env, stdio: 'ignore' });
  const ended = new Promise((resolve) => launcher.once('exit', (code) => resolve(code)));
  while (!runningProcess(place.pidFile('platform-core'))) await sleep(50);
  launcher.kill('SIGINT');
  assert.equal(await ended, 130);
  assert.deepEqual(runningServices(), []);
});

test('a launcher that was killed leaves nothing in the way of the next', async () => {
  const launcher = spawn(join(ROOT, 'sextant'), ['up', '--port', String(port)], { env, stdio: 'ignore' });
  const ended = new Promise((resolve) => launcher.once('exit', resolve));
  while (!runningProcess(place.pidFile('auth-server'))) await sleep(50);
  launcher.kill('SIGKILL');
  await ended;
  const { code, stderr } = await up();
  assert.equal(code, 0, stderr);
  assert.deepEqual(runningServices(), SERVICES.map(({ name }) => name));
});

test('up, logs, status and down say what is so, as often as they are asked', async () => {
  assert.match((await up()).stderr, /Sextant was up already/);
  const status = await sextant('status', '--json');
  assert.equal(status.code, 0, status.stderr);
  assert.deepEqual(JSON.parse(status.stdout).parts.map(({ state }) => state), ['HEALTHY', 'HEALTHY', 'HEALTHY', 'HEALTHY']);
  assert.match((await sextant('logs', 'platform-core')).stdout, /Started PlatformCoreApplication/);
  const nobody = await sextant('logs', 'nobody');
  assert.equal(nobody.code, 2);
  assert.match(nobody.stderr, /Nothing here is called nobody/);
  for (let round = 0; round < 2; round++) {
    const down = await sextant('down', '--json');
    assert.deepEqual(JSON.parse(down.stdout), { stopped: true, wiped: false });
    assert.deepEqual(runningServices(), []);
  }
  assert.equal((await sextant('status')).code, 1);
});

test('a password that was lost is replaced, whether the platform runs or not', async () => {
  const here = layout({ port }, { SEXTANT_HOME: home });
  const api = new Api(here.url('gateway'));
  const signIn = (password) => api.send('POST', '/auth/v1/sign-in', { json: { username: 'admin', password } });
  await up();
  rmSync(here.passwordFile);
  const first = await replaced(here);
  const { status, body } = await signIn(first);
  assert.deepEqual([status, body.passwordChangeRequired], [200, true]);
  const change = { json: { currentPassword: first, newPassword: 'never to be lost again' }, headers: { authorization: `Bearer ${body.accessToken}` } };
  assert.equal((await api.send('PUT', '/auth/v1/users/me/password', change)).status, 200);
  assert.equal(existsSync(here.passwordFile), false, 'a one-time password that was changed has no file any more');

  await sextant('down');
  const second = await replaced(here);
  assert.deepEqual(runningServices(), [], 'what was started for the while is stopped');
  await up();
  assert.equal((await signIn('never to be lost again')).status, 401);
  assert.equal((await signIn(second)).status, 200);
});

test('a password is replaced for nobody who does not exist, and by nobody without the secrets', async () => {
  const unknown = await sextant('password', 'nobody');
  assert.equal(unknown.code, 1);
  assert.match(unknown.stderr, /There is no user nobody/);
  const odd = await sextant('password', '../admin');
  assert.equal(odd.code, 2);
  assert.match(odd.stderr, /is no user name/);
  const elsewhere = await run(join(ROOT, 'sextant'), ['password'], { env: { ...env, SEXTANT_HOME: join(folder, 'elsewhere') }, allowFailure: true });
  assert.equal(elsewhere.code, 1);
  assert.match(elsewhere.stderr, /no installation in .*elsewhere/);
  assert.equal(existsSync(join(folder, 'elsewhere')), false);
  await sextant('down');
});

/** The password that the launcher has written; only the file tells it, and only to its owner. */
async function replaced(here) {
  const { code, stdout, stderr } = await sextant('password', '--json');
  assert.equal(code, 0, stderr);
  const { user, passwordFile } = JSON.parse(stdout);
  assert.deepEqual([user, passwordFile], ['admin', here.passwordFile]);
  assert.equal(statSync(passwordFile).mode & 0o777, 0o600);
  const password = readFileSync(passwordFile, 'utf8').trim();
  assert.ok(!`${stdout}${stderr}`.includes(password));
  return password;
}

test('with MariaDB in the settings, core and auth-server keep their tables there', async () => {
  await sextant('down', '--wipe');
  const server = await mariaDb(join(folder, 'mariadb'), port + 8);
  try {
    server.query('create database core character set utf8mb4; create database auth character set utf8mb4;');
    const url = (schema) => `jdbc:mariadb://127.0.0.1:${port + 8}/${schema}`;
    const databases = ['CORE', 'AUTH'].flatMap((name) => [`SEXTANT_${name}_DATABASE_URL=${url(name.toLowerCase())}`, `SEXTANT_${name}_DATABASE_USER=root`]);
    writeFileSync(place.at('settings.env'), databases.join('\n'));
    const { code, stderr } = await up();
    assert.equal(code, 0, stderr);
    assert.ok(existsSync(place.passwordFile));
    const tables = server.query("select table_schema, count(*) from information_schema.tables where table_schema in ('core', 'auth') group by 1 order by 1");
    assert.match(tables, /^auth\t\d+\ncore\t\d{2,}\n$/);
    assert.equal(existsSync(place.at('data', 'platform-core', 'db.mv.db')), false);
    await sextant('down', '--wipe');
    assert.match(readFileSync(place.at('settings.env'), 'utf8'), /SEXTANT_CORE_DATABASE_URL/);
  } finally {
    await sextant('down');
    await server.stop();
  }
});
