import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readZipEntry } from '../zip.mjs';
import { zip } from '../../e2e/zip-writer.mjs';

const folder = mkdtempSync(join(tmpdir(), 'sextant-zip-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('reads one entry, packed or plain', () => {
  const path = join(folder, 'a.zip');
  writeFileSync(path, zip([{ name: 'plugin.yaml', data: 'name: a\n'.repeat(50) }, { name: 'plain', data: 'as it is', stored: true }]));
  assert.equal(readZipEntry(path, 'plugin.yaml').toString(), 'name: a\n'.repeat(50));
  assert.equal(readZipEntry(path, 'plain').toString(), 'as it is');
  assert.throws(() => readZipEntry(path, 'missing'), /holds no readable missing/);
});

test('says when a file is no zip', () => {
  const path = join(folder, 'b.zip');
  writeFileSync(path, 'hello');
  assert.throws(() => readZipEntry(path, 'plugin.yaml'), /is not a zip archive/);
});
