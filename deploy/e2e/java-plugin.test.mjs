import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ROOT } from '../launcher/layout.mjs';
import { run } from '../launcher/run-command.mjs';
import { localRepository } from '../launcher/sdk.mjs';

const folder = mkdtempSync(join(tmpdir(), 'sextant-java-'));
const project = join(folder, 'host-greeter');
after(() => rmSync(folder, { recursive: true, force: true }));

/** A local repository of Maven in which only this checkout's SDK is put: all else is the machine's own, by links. So no SDK is left behind. */
function ownRepository() {
  const shared = localRepository({ HOME: homedir() });
  const own = join(folder, 'repository');
  const linkAll = (from, to, except) => {
    mkdirSync(to, { recursive: true });
    for (const name of readdirSync(from)) if (name !== except) symlinkSync(join(from, name), join(to, name));
  };
  linkAll(shared, own, 'dev');
  linkAll(join(shared, 'dev'), join(own, 'dev'), 'sextant');
  return own;
}

test('a project in Java is begun, tested and packed as a whole', async () => {
  const env = { ...process.env, SEXTANT_HOME: join(folder, 'home'), MAVEN_OPTS: `-Dmaven.repo.local=${ownRepository()}` };
  const sextant = async (...words) => {
    const { code, stdout, stderr } = await run(process.execPath, [join(ROOT, 'deploy/launcher/main.mjs'), 'plugin', ...words], { cwd: ROOT, env, allowFailure: true });
    assert.equal(code, 0, stdout + stderr);
    return stdout;
  };
  await sextant('new', 'host-greeter', '--language', 'java', '--directory', project);
  await sextant('pack', project);

  const reports = readdirSync(join(project, 'target/surefire-reports')).filter((name) => name.endsWith('.xml'));
  assert.match(readFileSync(join(project, 'target/surefire-reports', reports[0]), 'utf8'), /tests="2" errors="0" skipped="0" failures="0"/);
  const file = join(project, 'target/host-greeter-0.1.0.sextant.zip');
  const linted = JSON.parse(await sextant('lint', file, '--json'));
  assert.deepEqual([linted.valid, linted.name, linted.version, linted.counts.services], [true, 'host-greeter', '0.1.0', 1]);
});
