import { Failure, service } from 'sextant';

/** Called with one record at a time. What it prints is seen in the run at once; what it returns are the record's outputs. */
service('hello', { parallel: 8 }, async (record) => {
  const { greeting } = record.inputs;
  if (greeting.trim() === '') throw new Failure('FAILED', 'NO_GREETING', 'There is nothing to say: the greeting is blank');
  const text = `${greeting}, ${record.name}`;
  await record.print(text);
  return { text };
});
