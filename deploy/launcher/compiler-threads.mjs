import { readFileSync, readdirSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const LAST = 19;

/**
 * Lets the JVMs' optimising compilers wait while services start: half of a start's processor time went to compiling for later. Only root may
 * raise a priority again, so nobody else lowers one. Answers what ends it and gives the threads their priority back.
 */
export function deferOptimising(pids, { allowed = process.getuid?.() === 0 } = {}) {
  if (!allowed) return async () => {};
  const own = getPriority();
  let over = false;
  const watching = (async () => {
    while (!over) {
      setAll(pids(), LAST);
      await sleep(100);
    }
  })();
  return async () => {
    over = true;
    await watching;
    setAll(pids(), own);
  };
}

function setAll(pids, priority) {
  for (const thread of pids.flatMap(optimisingThreads)) attempt(() => setPriority(thread, priority));
}

/** The ids of a process's C2 compiler threads; none for a process that is gone or no JVM. */
export function optimisingThreads(pid) {
  const ids = attempt(() => readdirSync(`/proc/${pid}/task`)) ?? [];
  return ids.filter((id) => attempt(() => readFileSync(`/proc/${pid}/task/${id}/comm`, 'utf8'))?.startsWith('C2 Compiler')).map(Number);
}

/** A thread may end at any moment; then there is nothing to do. */
function attempt(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}
