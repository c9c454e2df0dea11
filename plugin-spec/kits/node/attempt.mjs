import { setTimeout as sleep } from 'node:timers/promises';
import { log } from './log.mjs';
import { failed, restarted, succeeded } from './outcome.mjs';
import { Failure } from './problems.mjs';
import { ToldRecord } from './record.mjs';
import { milliseconds } from './values.mjs';

const REPORT_BYTES = 512 * 1024;
const WAITING_BYTES = 2 * 1024 * 1024;
const GATHER = 100;
const PROGRESS_PACE = 1000;
const AGAIN = 2000;
const [FIRST_PAUSE, LONGEST_PAUSE] = [500, 15_000];

/** Works on the records of an asynchronous attempt and brings their news to the core, in order, until the core has them. */
export class Attempt {
  #spec;
  #service;
  #journal;
  #core;
  #records = new Map();
  #request;
  #unfinished = 0;
  #working = 0;
  #sequence = 0;
  #shift = new Map();
  #newest = new Map();
  #spoken = 0;
  #wanted = true;
  #stopped = false;
  #waiting = 0;
  #wakers = [];

  constructor({ id, spec, service, journal, core, resumed = false }) {
    Object.assign(this, { id, resumed });
    this.#spec = spec;
    this.#service = service;
    this.#journal = journal;
    this.#core = core;
    this.#request = journal.requestOf(journal.find(id));
  }

  /** Makes the records that are to be worked on; answers them. Ends those that must not be worked on. */
  prepare() {
    const known = [...this.#journal.find(this.id).records.values()];
    known.forEach((record, position) => {
      if (record.outcome) return;
      if (!this.#service || (record.begun && !this.#spec.idempotent)) this.#journal.finish(this.id, restarted(record.id));
      else this.#prepare(record, this.#request.inputs[position]);
    });
    this.#unfinished = this.#records.size;
    this.cancel(known.filter((record) => record.cancelled).map((record) => record.id));
    return [...this.#records.values()].filter((record) => !record.cancelled);
  }

  #prepare({ id }, given) {
    try {
      const timeout = milliseconds(this.#request.timeout) ?? this.#spec.timeout;
      this.#records.set(id, new ToldRecord(this, { id, inputs: this.#spec.read(given), request: this.#request, timeout, resumed: this.resumed }));
    } catch (invalid) {
      this.#journal.finish(this.id, failed(id, invalid, this.#spec.name));
    }
  }

  /** Runs the service's function on one record and keeps its outcome. */
  async work(record) {
    if (this.#stopped || !record.take()) return;
    this.#working++;
    try {
      await this.#keep(() => this.#journal.begin(this.id, record.id));
      this.wake();
      await this.#finish(record, await this.#result(record));
    } finally {
      this.#working--;
    }
  }

  async #result(record) {
    try {
      return succeeded(record.id, await this.#service.work(record), this.#spec.name);
    } catch (failure) {
      return failed(record.id, failure, this.#spec.name);
    }
  }

  async #finish(record, outcome) {
    await this.#keep(() => {
      record.end();
      this.#journal.finish(this.id, outcome);
    });
    this.#unfinished--;
    this.wake();
  }

  /** A disk that is full for a while loses no outcome. */
  async #keep(write) {
    for (;;) {
      try {
        return write();
      } catch (failure) {
        log('ERROR', `What became of ${this.id} could not be kept, trying again`, failure);
        await sleep(AGAIN);
      }
    }
  }

  /** Asks records to stop; one that has not begun ends at once. */
  cancel(ids) {
    for (const record of this.#records.values()) {
      if (ids && !ids.includes(record.id)) continue;
      record.cancel();
      if (record.take()) this.#finish(record, failed(record.id, new Failure('CANCELLED', 'NOT_STARTED', 'Cancelled before its work began')));
    }
  }

  /** Begins no further record; what has not begun is worked on after the next start. */
  stop() {
    this.#stopped = true;
  }

  /** Whether nothing is being worked on and the core has all news. */
  settled() {
    return this.#working === 0 && this.#journal.find(this.id).news.length === 0;
  }

  kept(record, chunk, bytes) {
    if (!this.#wanted) return;
    this.#journal.output(this.id, record, chunk, bytes);
    this.#waiting += bytes;
  }

  progress(progress) {
    this.#newest.set(progress.callbackParameter, progress);
    this.wake();
  }

  /** A slow network slows the work down instead of filling the memory. */
  async room() {
    while (this.#wanted && this.#waiting > WAITING_BYTES) await this.#change();
  }

  wake() {
    for (const waker of this.#wakers.splice(0)) waker();
  }

  /** Waits until something may have changed. */
  #change(longest = 1000) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, longest);
      this.#wakers.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  /** Sends the news until there are no more, then the outcomes, until the core has them. */
  async seeThrough() {
    while (this.#wanted) {
      const over = this.#unfinished === 0;
      for (const record of this.#records.values()) record.flush();
      const news = this.#journal.news(this.id, REPORT_BYTES);
      if (news.length > 0 || (this.#newest.size > 0 && Date.now() - this.#spoken >= PROGRESS_PACE)) await this.#send(news);
      else if (over) break;
      else {
        await this.#change();
        await sleep(GATHER);
      }
    }
    while (this.#unfinished > 0) await this.#change();
    this.#journal.write({ do: 'move', id: this.id, state: 'FINISHED' });
    const answer = await this.#again('The outcomes', () => this.#core.callback(this.id, this.#journal.outcomes(this.id)));
    if (answer.kind !== 'ACCEPTED') log('WARN', `The core does not want the outcomes of ${this.id}: ${answer.why}`);
    this.#journal.write({ do: 'move', id: this.id, state: 'DELIVERED' });
  }

  async #send(news) {
    const report = { sequence: ++this.#sequence, started: [], outputs: [], chunks: [], cut: [], progress: [...this.#newest.values()] };
    this.#newest.clear();
    this.#spoken = Date.now();
    for (const { kind, body } of news) report[kind].push(body);
    report.chunks = report.chunks.map((chunk) => ({ ...chunk, offset: chunk.offset + (this.#shift.get(chunk.callbackParameter) ?? 0) }));
    let answer = await this.#untilAnswered(report);
    if (answer.kind === 'GAP') answer = await this.#afterGap(report);
    if (answer.kind === 'ENDED') this.#giveUp(answer);
    else if (answer.kind !== 'ACCEPTED') log('ERROR', `The core does not take a report of ${this.id}: ${answer.why}`);
    if (news.length === 0) return;
    this.#journal.write({ do: 'told', id: this.id, count: news.length });
    this.#waiting = Math.max(0, this.#waiting - news.reduce((sum, one) => sum + one.bytes, 0));
    this.wake();
  }

  /** Nobody waits for an attempt that the core has ended, so its work stops; also after a restart. */
  #giveUp({ why }) {
    log('WARN', `The core no longer wants to hear of ${this.id}: ${why}`);
    this.#wanted = false;
    this.#journal.write({ do: 'cancel', id: this.id, records: [...this.#journal.find(this.id).records.keys()] });
    this.cancel();
    this.wake();
  }

  /** Asks what the core has, and sends what follows on it; what cannot follow is given up with a mark. */
  async #afterGap(report) {
    const records = [...new Set(report.chunks.map((chunk) => chunk.callbackParameter))];
    // An empty chunk at the very beginning changes nothing, and the answer names each record's length.
    const nothing = records.map((callbackParameter) => ({ callbackParameter, offset: 0, stream: 'OUT', data: '', at: report.chunks[0].at }));
    const answer = await this.#untilAnswered({ sequence: report.sequence, chunks: nothing });
    if (answer.kind !== 'ACCEPTED') return answer;
    const expected = new Map(records.map((record) => [record, answer.offsets[record] ?? 0]));
    report.chunks = report.chunks.flatMap((chunk) => this.#fit(chunk, expected, report.cut));
    return this.#untilAnswered(report);
  }

  #fit(chunk, expected, cut) {
    const record = chunk.callbackParameter;
    const data = Buffer.from(chunk.data, 'base64');
    const shift = this.#shift.get(record) ?? 0;
    let skip = expected.get(record) - chunk.offset;
    if (skip < 0) {
      cut.push({ callbackParameter: record, bytes: -skip });
      this.#shift.set(record, shift + skip);
      skip = 0;
    }
    if (skip >= data.length) return [];
    const fitting = { ...chunk, offset: expected.get(record), data: data.subarray(skip).toString('base64') };
    expected.set(record, expected.get(record) + data.length - skip);
    return [fitting];
  }

  #untilAnswered(report) {
    const known = Object.fromEntries(Object.entries(report).filter(([, value]) => !Array.isArray(value) || value.length > 0));
    return this.#again('A report', () => this.#core.report(this.id, known));
  }

  async #again(what, call) {
    for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      const answer = await call();
      if (answer.kind !== 'FAILED') return answer;
      log('WARN', `${what} of ${this.id} could not be delivered, trying again in ${pause} ms: ${answer.why}`);
      await sleep(pause);
    }
  }
}
