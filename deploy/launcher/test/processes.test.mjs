import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { isFree, requireFreePort } from '../ports.mjs';
import { isAlive, listenerOn, noting, runningProcess, startDetached, startTimeOf, stopProcess, usageOf } from '../processes.mjs';

const folder = mkdtempSync(join(tmpdir(), 'sextant-processes-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const at = (name) => join(folder, name);

function start(name, script) {
  const pidFile = at(`${name}.pid`);
  const record = startDetached({ command: 'bash', args: ['-c', script], env: process.env, cwd: folder, log: at(`${name}.log`), pidFile });
  return { pidFile, record };
}

test('knows the process that it started, and stops it', async () => {
  const { pidFile, record } = start('sleeper', 'sleep 60');
  assert.deepEqual(runningProcess(pidFile), record);
  assert.ok(usageOf(record.pid).rssBytes > 0);
  assert.deepEqual(await stopProcess(record, pidFile), { insisted: false });
  assert.equal(runningProcess(pidFile), undefined);
});

test('insists when a process does not want to end', async () => {
  const { pidFile, record } = start('stubborn', 'trap "" TERM; echo ready > ready; while :; do sleep 0.1; done');
  while (!startTimeOf(record.pid)) await new Promise((resolve) => setTimeout(resolve, 10));
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.deepEqual(await stopProcess(record, pidFile, 300), { insisted: true });
  assert.equal(isAlive(record), false);
});

test('takes nobody else for its own when a pid was given out again', () => {
  const pidFile = at('foreign.pid');
  writeFileSync(pidFile, JSON.stringify({ pid: process.pid, startTime: startTimeOf(process.pid) - 1 }));
  assert.equal(runningProcess(pidFile), undefined);
  writeFileSync(pidFile, 'nonsense');
  assert.equal(runningProcess(pidFile), undefined);
});

test('names the port that is taken and who holds it', async () => {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '0.0.0.0', resolve));
  const { port } = server.address();
  assert.equal(await isFree(port), false);
  assert.equal(listenerOn(port).pid, process.pid);
  await assert.rejects(requireFreePort('api-gateway', port), (failure) => {
    assert.match(failure.message, new RegExp(`port ${port} is taken by .*process ${process.pid}`));
    assert.match(failure.hint, /--port/);
    return true;
  });
  await new Promise((resolve) => server.close(resolve));
  await requireFreePort('api-gateway', port);
});

test('a process notes itself, also when its starter cannot', async () => {
  const pidFile = at('noting.pid');
  const child = spawn('/bin/sh', noting(pidFile, 'sleep', ['60']), { detached: true, stdio: 'ignore' });
  for (let patience = 200; patience > 0 && !runningProcess(pidFile); patience--) await new Promise((resolve) => setTimeout(resolve, 20));
  const record = runningProcess(pidFile);
  assert.deepEqual(record, { pid: child.pid, startTime: startTimeOf(child.pid) });
  assert.deepEqual(await stopProcess(record, pidFile), { insisted: false });
});
