import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { KITS } from './kit.mjs';

const SAMPLES = join(KITS, '../../plugins/samples');

function passes(sample, command, ...args) {
  const env = { ...process.env, PYTHONPATH: join(KITS, 'python'), PYTHONDONTWRITEBYTECODE: '1' };
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: join(SAMPLES, sample), env, encoding: 'utf8' });
  assert.equal(status, 0, `${stdout}${stderr}`);
}

test('port-check passes its own tests', () => passes('python-port-check', '/usr/bin/python3', '-m', 'unittest', 'discover', 'tests'));

test('name-lookup passes its own test', () => passes('shell-name-lookup', 'sh', 'tests/look-up.sh'));
