import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { isAboutJava, localRepository } from '../sdk.mjs';

const folder = mkdtempSync(join(tmpdir(), 'sextant-project-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('asks for the SDK only for projects in Java', () => {
  assert.equal(isAboutJava(['new', 'x', '--language', 'java']), true);
  assert.equal(isAboutJava(['new', 'java', '--language', 'shell']), false);
  writeFileSync(join(folder, 'sextant.json'), '{"language": "java"}');
  assert.equal(isAboutJava(['pack', folder]), true);
  writeFileSync(join(folder, 'sextant.json'), 'not JSON');
  assert.equal(isAboutJava(['pack', folder]), false);
  assert.equal(isAboutJava(['pack', '--manifest', 'x']), false);
});

test('finds Maven\'s local repository', () => {
  assert.equal(localRepository({ HOME: '/home/ann' }), '/home/ann/.m2/repository');
  assert.equal(localRepository({ HOME: '/home/ann', MAVEN_OPTS: '-Xmx1g -Dmaven.repo.local=/tmp/repo -Dx=y' }), '/tmp/repo');
});
