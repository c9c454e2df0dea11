import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from './failure.mjs';

const SKIPPED = new Set(['target', '__pycache__', 'tests']);
const MOST_FILES = 10_000;
const PAUSE = 300;

/**
 * What a folder's files look like now: names, sizes and times. Hidden ones, tests and what builds leave behind do not count, and links are not
 * followed, as when the folder is packed.
 */
export function lookOf(folder) {
  const found = [];
  const into = (path) => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      if (entry.name.startsWith('.') || SKIPPED.has(entry.name)) continue;
      const inside = join(path, entry.name);
      if (entry.isDirectory()) into(inside);
      else if (entry.isFile()) found.push(seen(inside));
      if (found.length > MOST_FILES) throw new Failure(`${folder} has more than ${MOST_FILES} files, which are too many to watch`);
    }
  };
  into(folder);
  return found.sort().join('\n');
}

/** A file may go between the list and the look. */
function seen(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  return `${path} ${stats?.size} ${stats?.mtimeMs}`;
}

/** Waits until the folder looks otherwise than `known` and two looks are alike, so that nothing half written counts; undefined once `ended` says so. */
export async function changed(folder, known, ended) {
  for (let last = known; !ended(); await sleep(PAUSE)) {
    const now = lookOf(folder);
    if (now !== known && now === last) return now;
    last = now;
  }
  return undefined;
}
