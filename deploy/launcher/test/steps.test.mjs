import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Steps } from '../steps.mjs';

let folder;
before(() => { folder = mkdtempSync(join(tmpdir(), 'sextant-steps-')); });
after(() => rmSync(folder, { recursive: true, force: true }));

/** What a step writes to standard error. */
async function told(work) {
  const lines = [];
  const write = process.stderr.write;
  process.stderr.write = (text) => lines.push(text) > 0;
  try {
    await work();
  } finally {
    process.stderr.write = write;
  }
  return lines.join('');
}

test('a step whose tests fail is told as failed, and its time is not remembered', async () => {
  const steps = new Steps(join(folder, 'durations.json'));

  const said = await told(() => steps.step('Tests', async () => ({ passed: 2, failed: 1 })));

  assert.match(said, /✗.* Tests/);
  assert.doesNotMatch(said, /✓/);
  assert.equal(steps.lastOf('Tests'), undefined);
});

test('a step that throws is told as failed, and the failure goes on', async () => {
  const steps = new Steps(join(folder, 'durations.json'));

  const said = await told(() => assert.rejects(steps.step('Start', async () => { throw new Error('no'); }), /no/));

  assert.match(said, /✗.* Start/);
});

test('a step that went well says how long it took the last time, and remembers the newest', async () => {
  const path = join(folder, 'known.json');
  writeFileSync(path, '{"Build": 75}');
  const steps = new Steps(path);

  assert.match(await told(() => steps.step('Build', async () => 1)), /took 1 min 15 s the last time[^]*✓.* Build/);
  assert.equal(new Steps(path).lastOf('Build'), 0);
});
