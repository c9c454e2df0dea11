import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call } from 'sextant/testing';
import '../services/hello.mjs';

test('greets a host', async () => {
  const outcome = await call('hello', { greeting: 'Good morning' });
  assert.equal(outcome.outcome, 'SUCCEEDED');
  assert.ok(outcome.text.startsWith('Good morning, '));
  assert.equal(outcome.output, `${outcome.text}\n`);
});

test('refuses a blank greeting', async () => {
  const outcome = await call('hello', { greeting: ' ' });
  assert.deepEqual([outcome.outcome, outcome.reason], ['FAILED', 'NO_GREETING']);
});
