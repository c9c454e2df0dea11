import { appendFileSync } from 'node:fs';
import { Failure, plan, service } from 'sextant';

/** Leaves marks, so that a test can count how often each was begun and ended. */
const mark = (record, word) => appendFileSync(record.inputs.marker, `${word} ${record.id}\n`);

service('greet', async (record) => {
  mark(record, 'begun');
  const { name, language, seconds } = record.inputs;
  if (name === 'nobody') throw new Failure('UNREACHABLE', 'NOBODY_THERE', 'Nobody answers');
  if (name === 'broken') throw new Error('secret-of-the-log');
  await record.sleep(seconds * 1000);
  return { text: `${language === 'ZH' ? '你好' : 'Hello'} ${name}`, letters: name.length };
});

plan('greet', (record) => ({ effect: 'CHANGE', summary: `Greets ${record.inputs.name}` }));

async function lines(record) {
  mark(record, 'begun');
  for (const number of [1, 2, 3]) {
    await record.print(`line ${number} of ${record.name}`);
    record.progress(number * 30, `line ${number}`);
    await record.sleep((record.inputs.seconds * 1000) / 3);
  }
  mark(record, 'ended');
  return { lines: 3 };
}

service('work', { parallel: 2 }, lines);
service('once', { parallel: 2 }, lines);
