import { appendFileSync, existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { onEvent } from 'sextant';

const failed = new Set();

/** Leaves marks, so that a test can tell which events were handled, in which order. */
async function mark({ id, type, data }) {
  if (data.fails === 'once' && !failed.has(id)) {
    failed.add(id);
    throw new Error('secret-of-the-log');
  }
  appendFileSync(data.marker, `${type} ${id}\n`);
  while (data.awaits && !existsSync(data.awaits)) await sleep(20);
}

onEvent('run.changed', mark);
onEvent(['node.*'], mark);
