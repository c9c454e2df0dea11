import { setTimeout as sleep } from 'node:timers/promises';
import { entity, InvalidRecords } from 'sextant';

const notes = new Map();
let last = 0;

function kept(records) {
  const forbidden = records.findIndex((one) => one.name === 'forbidden');
  if (forbidden >= 0) throw new InvalidRecords('A name is forbidden', { [`/${forbidden}/name`]: 'Choose another name' });
  if (records.some((one) => one.name.startsWith('broken'))) throw new Error('secret-of-the-log');
  return records.map((one) => ({ ...one, displayName: `Note ${one.name}` }));
}

async function create(records) {
  const made = kept(records).map((one) => ({ ...one, id: `n-${++last}` }));
  for (const one of made) notes.set(one.id, one);
  return made;
}

async function update(records) {
  const changed = kept(records);
  await sleep(20);
  for (const one of changed) notes.set(one.id, one);
  return changed;
}

entity('note', () => notes.values(), { create, update, delete: (ids) => ids.forEach((id) => notes.delete(id)) });
