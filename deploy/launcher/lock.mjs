import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Failure } from './failure.mjs';
import { isAlive, startTimeOf } from './processes.mjs';

/** Takes the lock of an installation, so that two launchers never work on it at once; answers what releases it. */
export function takeLock(path, purpose) {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const mine = { pid: process.pid, startTime: startTimeOf(process.pid), purpose };
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      writeFileSync(path, JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
      return () => release(path);
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const holder = holderOf(path);
      if (holder && isAlive(holder)) {
        throw new Failure(`./sextant ${holder.purpose} is already at work here (process ${holder.pid})`, {
          hint: 'Wait until it has ended, or give this one a home of its own with SEXTANT_HOME and --port.',
        });
      }
      rmSync(path, { force: true });
    }
  }
  throw new Failure(`The lock ${path} cannot be taken`);
}

function release(path) {
  if (holderOf(path)?.pid === process.pid) rmSync(path, { force: true });
}

function holderOf(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
