import { failed, succeeded } from './outcome.mjs';
import { Record } from './record.mjs';
import { findService } from './registry.mjs';

class TestRecord extends Record {
  output = '';

  async write(data) {
    this.output += Buffer.from(data).toString();
  }
}

/** Calls a service's function in a test as the platform would: the outcome for one record with these inputs, with its `output` beside. */
export async function call(name, inputs) {
  const record = new TestRecord({ id: 'test-record', inputs });
  const outcome = await Promise.resolve()
    .then(() => findService(name).work(record))
    .then((outputs) => succeeded(record.id, outputs, name), (failure) => failed(record.id, failure, name));
  return { ...outcome, output: record.output };
}
