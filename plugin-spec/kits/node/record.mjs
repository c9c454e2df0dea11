import { setTimeout as wait } from 'node:timers/promises';
import { Cancelled } from './problems.mjs';

const CHUNK = 64 * 1024;

/** One record of a call: its `inputs` by name, and the ways to speak while it is worked on. */
export class Record {
  #controller = new AbortController();

  constructor({ id, inputs, request = {}, timeout = 60_000, resumed = false }) {
    const name = request.entityInstances?.find((one) => one.id === id)?.displayName;
    Object.assign(this, {
      id, inputs, timeout, resumed, name: typeof name === 'string' ? name : id, requestId: request.requestId ?? '', operator: request.operator, attempt: request.attempt ?? 1,
    });
  }

  /** Aborted when the record is asked to stop. */
  get signal() {
    return this.#controller.signal;
  }

  get cancelled() {
    return this.signal.aborted;
  }

  cancel() {
    this.#controller.abort(new Cancelled());
  }

  /** Waits, or throws Cancelled as soon as the record is asked to stop. */
  async sleep(milliseconds) {
    await wait(milliseconds, undefined, { signal: this.signal }).catch(() => {
      throw new Cancelled();
    });
  }

  /** Writes a line of output, seen while the record is worked on. */
  print(text, options) {
    return this.write(`${text}\n`, options);
  }

  /** Writes output; waits while too much of it is on its way. */
  async write() {}

  /** Says how far the work is. */
  progress() {}
}

/** A record of an asynchronous attempt: what it says is kept and brought to the core. */
export class ToldRecord extends Record {
  #attempt;
  #pending = [];
  #taken = false;
  #over = false;

  constructor(attempt, more) {
    super(more);
    this.#attempt = attempt;
  }

  /** Whether the caller is the first who may end it. */
  take() {
    const first = !this.#taken;
    this.#taken = true;
    return first;
  }

  async write(data, { error = false } = {}) {
    if (this.#over) return;
    const bytes = Buffer.from(data);
    for (let at = 0; at < bytes.length; at += CHUNK) this.#add(bytes.subarray(at, at + CHUNK), error ? 'ERR' : 'OUT');
    this.#attempt.wake();
    await this.#attempt.room();
  }

  #add(bytes, stream) {
    const last = this.#pending.at(-1);
    if (last?.stream === stream && last.bytes.length + bytes.length <= CHUNK) last.bytes = Buffer.concat([last.bytes, bytes]);
    else this.#pending.push({ stream, bytes });
  }

  /** Keeps what was written so far. */
  flush() {
    for (const { stream, bytes } of this.#pending.splice(0)) {
      this.#attempt.kept(this.id, { stream, data: bytes.toString('base64'), at: new Date().toISOString() }, bytes.length);
    }
  }

  /** Keeps what is left of the output; what comes later is dropped. */
  end() {
    this.flush();
    this.#over = true;
  }

  progress(percent, message) {
    if (!this.#over) this.#attempt.progress({ callbackParameter: this.id, percent, message });
  }
}
