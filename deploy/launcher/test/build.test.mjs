import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fingerprintOf } from '../fingerprint.mjs';
import { ROOT } from '../layout.mjs';
import { affectedBy, readModules } from '../modules.mjs';

const folder = mkdtempSync(join(tmpdir(), 'sextant-build-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function write(path, text) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

test('the fingerprint follows the sources and nothing else', () => {
  write('module/src/A.java', 'class A {}');
  const first = fingerprintOf(folder, ['module']);
  write('module/target/A.class', 'built');
  write('module/node_modules/x/index.js', 'installed');
  assert.equal(fingerprintOf(folder, ['module']), first);
  write('module/src/A.java', 'class A { }');
  const second = fingerprintOf(folder, ['module']);
  assert.notEqual(second, first);
  write('module/src/B.java', '');
  assert.notEqual(fingerprintOf(folder, ['module']), second);
});

test('a change reaches the modules that stand on it, and only those', () => {
  const modules = readModules(ROOT);
  const affected = affectedBy(modules, ['plugin-spec/web']);
  for (const path of ['auth-server', 'platform-core', 'plugins/inventory']) assert.ok(affected.includes(path), path);
  for (const path of ['plugin-spec/contract', 'portal-ui']) assert.ok(!affected.includes(path), path);
  assert.deepEqual(affectedBy(modules, ['plugins/inventory']), ['plugins/inventory']);
});
