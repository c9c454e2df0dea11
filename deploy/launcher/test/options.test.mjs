import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCommandLine } from '../options.mjs';

test('reads command, words and options in any order', () => {
  const { command, words, options } = parseCommandLine(['bench', '--json', 'start', '--rounds', '3']);
  assert.equal(command, 'bench');
  assert.deepEqual(words, ['start']);
  assert.equal(options.json, true);
  assert.equal(options.rounds, 3);
});

test('helps when nothing is said', () => assert.equal(parseCommandLine([]).command, 'help'));

test('helps instead of acting when --help is said', () => assert.equal(parseCommandLine(['down', '--help']).command, 'help'));

test('refuses unknown options and ports that cannot be', () => {
  assert.throws(() => parseCommandLine(['up', '--prot', '1']), { name: 'Failure', exitCode: 2 });
  for (const port of ['x', '80', '65535', '8080.5']) {
    assert.throws(() => parseCommandLine(['up', '--port', port]), /--port takes a number/);
  }
});

test('leaves what follows a developer command to that command', () => {
  const { command, words } = parseCommandLine(['plugin', 'new', 'disk-report', '--language', 'shell', '--help']);
  assert.equal(command, 'plugin');
  assert.deepEqual(words, ['new', 'disk-report', '--language', 'shell', '--help']);
  assert.deepEqual(parseCommandLine(['plugin', 'call', 'a', 'b', 'c=d', '--on', 'x,y']).options.on, 'x,y');
});
