import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { isFresh } from '../developer-tools.mjs';
import { parseCommandLine } from '../options.mjs';

test('leaves the options of lint to the developer\'s command line', () => {
  assert.deepEqual(parseCommandLine(['plugin', 'lint', 'a.xml', '--json']), { command: 'plugin', words: ['lint', 'a.xml', '--json'], options: {} });
});

test('builds the command line anew only when it is missing or older than its sources', () => {
  const module = mkdtempSync(join(tmpdir(), 'sextant-tools-'));
  try {
    mkdirSync(join(module, 'src/main/java'), { recursive: true });
    const source = join(module, 'src/main/java/A.java');
    writeFileSync(source, '');
    assert.equal(isFresh(module), false);
    mkdirSync(join(module, 'target/classes'), { recursive: true });
    writeFileSync(join(module, 'target/classes/A.class'), '');
    assert.equal(isFresh(module), true);
    const later = Date.now() / 1000 + 60;
    utimesSync(source, later, later);
    assert.equal(isFresh(module), false);
  } finally {
    rmSync(module, { recursive: true, force: true });
  }
});
