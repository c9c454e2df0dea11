import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { containersWith, docker } from '../launcher/docker.mjs';
import { ROOT } from '../launcher/layout.mjs';
import { installationLabel } from '../launcher/platform.mjs';
import { BUILT_HERE, installPlugin } from '../launcher/plugins.mjs';
import { run } from '../launcher/run-command.mjs';
import { deployedWorkflow, recordsOf, startRun } from '../launcher/runs.mjs';
import { serviceWorkflow } from '../launcher/demo-workflow.mjs';
import { developer, ended, sharedPlatform } from './harness.mjs';

const NAME = 'dev-greeter';
const folder = mkdtempSync(join(tmpdir(), 'sextant-dev-e2e-'));
const project = join(folder, NAME);
const service = join(project, 'services/hello.py');
let platform;
let session;

/** `plugin dev` as a developer runs it, in a process of its own that says what it does. */
class Session {
  #said = '';
  #from = 0;

  constructor() {
    const command = [join(ROOT, 'deploy/launcher/main.mjs'), 'plugin', 'dev', project];
    this.child = spawn(process.execPath, command, { cwd: ROOT, env: { ...process.env, SEXTANT_HOME: platform.place.home } });
    for (const stream of [this.child.stdout, this.child.stderr]) stream.setEncoding('utf8').on('data', (text) => (this.#said += text));
    this.ended = new Promise((resolve) => this.child.on('exit', (code) => resolve(code)));
  }

  /** Waits until it says something after what was waited for before. */
  async says(text) {
    for (let waited = 0; ; waited++) {
      const at = this.#said.indexOf(text, this.#from);
      if (at >= 0) return (this.#from = at + text.length);
      assert.ok(waited < 1800 && this.child.exitCode === null, `it never said “${text}”:\n${this.#said}`);
      await sleep(100);
    }
  }

  async interrupt() {
    this.child.kill('SIGINT');
    return this.ended;
  }

  get said() {
    return this.#said;
  }
}

before(async () => {
  platform = await sharedPlatform();
  await developer(platform.place, 'plugin', 'new', NAME, '--language', 'python', '--directory', project);
  const file = join(folder, `${NAME}.sextant.zip`);
  await developer(platform.place, 'plugin', 'pack', project, '--output', file);
  await installPlugin(platform.place, platform.api, NAME, file, { accept: BUILT_HERE });
});
after(async () => {
  if (session?.child.exitCode === null) await session.interrupt();
  rmSync(folder, { recursive: true, force: true });
});

const edit = (file, change) => writeFileSync(file, change(readFileSync(file, 'utf8')));

async function called() {
  const { api, hosts } = platform;
  const { versionId } = await deployedWorkflow(api, 'e2e dev', serviceWorkflow({ plugin: NAME, service: 'hello', id: 'e2e-dev' }));
  const { id } = await startRun(api, versionId, hosts);
  const { state } = await ended(api, id);
  const records = await recordsOf(api, id);
  assert.equal(state, 'SUCCEEDED', JSON.stringify(records));
  return records.map((record) => record.outputs.text);
}

async function versionsThere() {
  const packages = await platform.api.all(`/platform/v1/plugin-packages?search=${NAME}&limit=100`);
  return packages.filter((one) => one.name === NAME).map((one) => one.version);
}

test('what is edited in a project is what the running platform calls', async () => {
  session = new Session();
  await session.says('will run as version 0.1.1-dev in the place of 0.1.0');
  await session.says('is healthy with what is in');
  assert.ok((await called()).every((text) => text.startsWith('Hello, ')));
  edit(service, (text) => text.replace('{record[\'greeting\']}, {record.name}', 'Edited, {record.name}'));
  await session.says('is healthy with what is in');
  assert.deepEqual((await called()).sort(), platform.hosts.map(({ displayName }) => `Edited, ${displayName}`).sort());
  assert.match(readFileSync(join(project, 'plugin.yaml'), 'utf8'), /^version: 0\.1\.0$/m);
});

test('a mistake is told with its place, and mending it goes on', async () => {
  edit(join(project, 'plugin.yaml'), (text) => text.replace('mode: async', 'mode: later'));
  await session.says("'later'");
  await session.says('Mend it and save');
  edit(join(project, 'plugin.yaml'), (text) => text.replace('mode: later', 'mode: async'));
  await session.says('is healthy with what is in');
  appendFileSync(service, '\nthis is no Python\n');
  await session.says('what dev-greeter said last');
  await session.says('SyntaxError');
  await session.says('does not run now. Mend it and save');
  edit(service, (text) => text.replace('\nthis is no Python\n', ''));
  await session.says('is healthy with what is in');
  assert.ok((await called()).every((text) => text.startsWith('Edited, ')));
});

test('a second development of the same plugin is refused', async () => {
  const second = new Session();
  assert.equal(await second.ended, 1);
  assert.match(second.said, /already at work here/);
});

test('when it is interrupted, what was there before is there again, and nothing else is left', async () => {
  const images = async () => (await docker(['images', '-q', '--no-trunc', NAME])).split('\n').filter(Boolean);
  assert.equal(await session.interrupt(), 130, session.said);
  assert.match(session.said, /0\.1\.0 runs again/);
  assert.deepEqual(await versionsThere(), ['0.1.0']);
  const containers = await containersWith(installationLabel(platform.place), `sextant.plugin=${NAME}`);
  assert.deepEqual(containers.map((one) => [one.running, one.labels['sextant.version']]), [[true, '0.1.0']]);
  assert.ok((await images()).every((id) => id === containers[0].labels['sextant.digest']), 'no image of the development version');
  assert.ok(!existsSync(platform.place.at('run', `dev-${NAME}.lock`)));
});

test('without a running platform it says so, and how to start one', async () => {
  const { code, stderr } = await run(process.execPath, [join(ROOT, 'deploy/launcher/main.mjs'), 'plugin', 'dev', project], {
    cwd: ROOT, env: { ...process.env, SEXTANT_HOME: join(folder, 'nowhere') }, allowFailure: true,
  });
  assert.equal(code, 1);
  assert.match(stderr, /no running platform to attach to[\s\S]*\.\/sextant up/);
});
