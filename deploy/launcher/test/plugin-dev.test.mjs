import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { devVersion } from '../dev-plugin.mjs';
import { changed, lookOf } from '../folder-watch.mjs';

const folder = mkdtempSync(join(tmpdir(), 'sextant-watch-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('a development version is above every other, and below the next release', () => {
  assert.equal(devVersion(['0.1.0']), '0.1.1-dev');
  assert.equal(devVersion(['0.9.9', '0.10.2', '0.10.0']), '0.10.3-dev');
  assert.equal(devVersion(['1.0.0-rc.1', '0.9.0']), '1.0.1-dev');
});

test('looks at what is packed, and at nothing else', () => {
  mkdirSync(join(folder, 'services'));
  writeFileSync(join(folder, 'plugin.yaml'), 'name: x');
  const before = lookOf(folder);
  mkdirSync(join(folder, 'target'));
  mkdirSync(join(folder, 'services/__pycache__'));
  for (const name of ['target/a.zip', '.hidden', 'services/__pycache__/a.pyc']) writeFileSync(join(folder, name), 'x');
  symlinkSync('/usr/lib', join(folder, 'sextant'));
  assert.equal(lookOf(folder), before);
  writeFileSync(join(folder, 'services/a.sh'), 'echo 1');
  assert.notEqual(lookOf(folder), before);
});

test('tells of a change once the folder rests, and ends when it is told to', async () => {
  const before = lookOf(folder);
  const seen = changed(folder, before, () => false);
  writeFileSync(join(folder, 'services/b.sh'), 'echo 2');
  assert.equal(await seen, lookOf(folder));
  assert.equal(await changed(folder, lookOf(folder), () => true), undefined);
});
