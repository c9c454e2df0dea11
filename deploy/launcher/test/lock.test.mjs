import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { takeLock } from '../lock.mjs';

const folder = mkdtempSync(join(tmpdir(), 'sextant-lock-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('keeps a second launcher out until the first has ended', () => {
  const path = join(folder, 'lock');
  const release = takeLock(path, 'up');
  assert.throws(() => takeLock(path, 'down'), /sextant up is already at work here/);
  release();
  takeLock(path, 'down')();
  assert.equal(existsSync(path), false);
});

test('takes over the lock of a launcher that died', () => {
  const path = join(folder, 'stale');
  writeFileSync(path, JSON.stringify({ pid: 999999999, startTime: 1, purpose: 'up' }));
  takeLock(path, 'up')();
});
