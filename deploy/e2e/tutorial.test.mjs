import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ROOT } from '../launcher/layout.mjs';
import { run } from '../launcher/run-command.mjs';
import { sharedPlatform } from './harness.mjs';

const home = mkdtempSync(join(tmpdir(), 'sextant-tutorial-'));
let platform;

before(async () => (platform = await sharedPlatform()));
after(() => rmSync(home, { recursive: true, force: true }));

/** The commands of the page, in their order: what is fenced as `sh`. */
function commandsOf(page) {
  return [...readFileSync(page, 'utf8').matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, commands]) => commands);
}

test('the commands of the tutorial lead to a plugin that a workflow has called', async (context) => {
  const commands = commandsOf(join(ROOT, 'docs/tutorial.md'));
  assert.ok(commands.length >= 7, 'the page has its commands');
  const started = performance.now();
  const env = { ...process.env, HOME: home, SEXTANT_HOME: platform.place.home };
  let said;
  for (const command of commands) {
    const { code, stdout, stderr } = await run('bash', ['-euo', 'pipefail', '-c', command], { cwd: ROOT, env, allowFailure: true });
    said = stdout + stderr;
    assert.equal(code, 0, `${command}\n${said}`);
  }
  context.diagnostic(`the commands took ${Math.round((performance.now() - started) / 1000)} s on a platform that ran`);
  assert.equal(said.match(/demo-host-\d +SUCCEEDED +\{"banner":"SSH-2\.0-/g)?.length, 3, said);
});
