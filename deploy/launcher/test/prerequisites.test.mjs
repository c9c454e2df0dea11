import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { findJdk, missingFor } from '../prerequisites.mjs';

const folder = mkdtempSync(join(tmpdir(), 'sextant-jdks-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function jdk(name, version) {
  const home = join(folder, name);
  mkdirSync(join(home, 'bin'), { recursive: true });
  writeFileSync(join(home, 'bin/javac'), '');
  chmodSync(join(home, 'bin/javac'), 0o755);
  writeFileSync(join(home, 'release'), `JAVA_VERSION="${version}"\n`);
  return home;
}

test('finds a JDK 25 beside an older one', () => {
  const old = jdk('a-17', '17.0.15');
  const wanted = jdk('b-25', '25.0.3');
  assert.equal(findJdk({ JAVA_HOME: old }, [folder]), wanted);
  assert.equal(findJdk({ JAVA_HOME: wanted }, []), wanted);
});

test('says what to install when there is none', () => {
  assert.throws(() => findJdk({}, [join(folder, 'nowhere')]), (failure) => /JDK 25/.test(failure.message) && /JAVA_HOME/.test(failure.hint));
});

test('asks only for what is missing for the purpose', () => {
  const has = (command) => command !== 'mvn' && command !== 'chromium';
  assert.deepEqual(missingFor(['build'], has).map((need) => need.command), ['mvn']);
  assert.deepEqual(missingFor(['build', 'test'], has).map((need) => need.command), ['mvn', 'chromium']);
});
