import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { deferOptimising, optimisingThreads } from '../compiler-threads.mjs';
import { findJdk } from '../prerequisites.mjs';

const folder = mkdtempSync(join(tmpdir(), 'sextant-compilers-'));
writeFileSync(join(folder, 'Idle.java'), 'class Idle { void main() throws Exception { Thread.sleep(60_000); } }');
const jvm = spawn(join(findJdk(), 'bin', 'java'), [join(folder, 'Idle.java')], { stdio: 'ignore' });
after(() => {
  jvm.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function threads() {
  for (let patience = 300; patience > 0; patience--) {
    const found = optimisingThreads(jvm.pid);
    if (found.length > 0) return found;
    await sleep(100);
  }
  throw new Error('the JVM showed no optimising compiler thread');
}

async function until(condition) {
  for (let patience = 100; patience > 0 && !condition(); patience--) await sleep(50);
  assert.ok(condition());
}

test('puts the optimising threads of a JVM behind and brings them back', { skip: process.getuid?.() !== 0 && 'only root may raise a priority again' }, async () => {
  const [thread] = await threads();
  const bringBack = deferOptimising(() => [jvm.pid]);
  await until(() => getPriority(thread) === 19);
  assert.equal(getPriority(jvm.pid), getPriority(), 'all other threads keep theirs');
  await bringBack();
  assert.equal(getPriority(thread), getPriority());
});

test('leaves them alone when they could not be brought back', async () => {
  const [thread] = await threads();
  const bringBack = deferOptimising(() => [jvm.pid], { allowed: false });
  await sleep(300);
  assert.equal(getPriority(thread), getPriority());
  await bringBack();
});

test('finds none in a process that is no JVM, or gone', () => {
  assert.deepEqual(optimisingThreads(process.pid), []);
  assert.deepEqual(optimisingThreads(2 ** 22 + 1), []);
});
