import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Attempt } from './attempt.mjs';
import { log } from './log.mjs';
import { failed, restarted, succeeded } from './outcome.mjs';
import { Failure, Problem } from './problems.mjs';
import { Record } from './record.mjs';
import { findPlan, findService } from './registry.mjs';
import { Turns } from './turns.mjs';
import { isObject, isText } from './values.mjs';

const MOST_ATTEMPTS = 100;

/** Takes calls of services: keeps each attempt first, runs it once, and gives the same answer to the same call. */
export class Dispatcher {
  #manifest;
  #journal;
  #core;
  #taking = new Set();
  #attempts = new Map();
  #turns = new Map();
  #stopping = false;

  constructor(manifest, journal, core) {
    this.#manifest = manifest;
    this.#journal = journal;
    this.#core = core;
    for (const name of manifest.services.keys()) this.#turns.set(name, new Turns(findService(name).parallel));
  }

  /** Answers a status and a body. */
  async invoke(spec, body, key) {
    const { id, ids } = check(spec, body, key);
    if (this.#stopping) throw new Problem('STOPPING', 'The plugin is being stopped; call again', { retryAfter: 2 });
    if (this.#taking.has(id)) throw new Problem('INVOCATION_RUNNING', `The invocation ${id} is being worked on`, { retryAfter: 2 });
    this.#taking.add(id);
    try {
      return await this.#take(spec, body, id, ids);
    } finally {
      this.#taking.delete(id);
    }
  }

  async #take(spec, body, id, ids) {
    if (spec.isAsync && this.#attempts.size >= MOST_ATTEMPTS && !this.#journal.find(id)) {
      throw new Problem('TOO_MANY_INVOCATIONS', `The plugin works on ${MOST_ATTEMPTS} attempts already`, { retryAfter: 5 });
    }
    const digest = createHash('sha256').update(JSON.stringify(sorted(body))).digest('hex');
    const isNew = this.#journal.add(id, spec.name, digest, body, ids);
    const stored = this.#journal.find(id);
    if (stored.digest !== digest || stored.service !== spec.name) {
      throw new Problem('IDEMPOTENCY_KEY_REUSED', `The request ${id} was received before with another content; a new attempt needs an id of its own`);
    }
    if (spec.isAsync) {
      if (isNew) this.#start(spec, stored);
      return [202, { resultCode: '0', resultMessage: 'accepted' }];
    }
    if (stored.state === 'RUNNING') await this.#run(spec, stored, body);
    return [200, { resultCode: '0', resultMessage: '', results: { outputs: this.#journal.outcomes(id) } }];
  }

  /** Works on each record in turn; one that a process before this one has begun only if it may be done again. */
  async #run(spec, stored, request) {
    const records = [...stored.records.values()];
    for (const [position, { id, begun, outcome }] of records.entries()) {
      if (outcome) continue;
      if (begun && !spec.idempotent) {
        this.#journal.finish(stored.id, restarted(id), false);
        continue;
      }
      this.#journal.begin(stored.id, id, false);
      this.#journal.finish(stored.id, await one(spec, id, request, request.inputs[position]), false);
    }
    this.#journal.write({ do: 'move', id: stored.id, state: 'DELIVERED' });
  }

  #start(spec, { id, service }, resumed = false) {
    const attempt = new Attempt({ id, spec, service: findService(service), journal: this.#journal, core: this.#core, resumed });
    this.#attempts.set(id, attempt);
    for (const record of attempt.prepare()) this.#turns.get(service).take(() => attempt.work(record));
    this.#seeThrough(attempt);
  }

  async #seeThrough(attempt) {
    for (;;) {
      try {
        await attempt.seeThrough();
        break;
      } catch (failure) {
        log('ERROR', `The news of ${attempt.id} could not be told, trying again`, failure);
        await sleep(2000);
      }
    }
    this.#attempts.delete(attempt.id);
  }

  status(id) {
    const stored = this.#find(id);
    const state = stored.state === 'RUNNING' ? 'RUNNING' : 'FINISHED';
    return { requestId: id, state, results: { requestId: id, outputs: this.#journal.outcomes(id) } };
  }

  cancel(id, records) {
    const stored = this.#find(id);
    this.#journal.write({ do: 'cancel', id, records: records ?? [...stored.records.keys()] });
    this.#attempts.get(id)?.cancel(records);
  }

  async plan(spec, body) {
    check(spec, body);
    return { records: await Promise.all(body.inputs.map((given) => planned(spec, body, given))) };
  }

  /** Goes on with what the process before this one left. */
  resume() {
    for (const stored of this.#journal.open()) {
      const spec = this.#manifest.services.get(stored.service);
      if (spec && !spec.isAsync) continue;
      log('INFO', `Going on with ${stored.id} of ${stored.service}`);
      this.#start(spec, stored, true);
    }
  }

  /** Takes no more calls and waits a while for those that run. */
  async stop(patience) {
    this.#stopping = true;
    const attempts = [...this.#attempts.values()];
    for (const attempt of attempts) attempt.stop();
    const until = Date.now() + patience;
    while ((this.#taking.size > 0 || !attempts.every((attempt) => attempt.settled())) && Date.now() < until) await sleep(50);
  }

  #find(id) {
    const stored = this.#journal.find(id);
    if (!stored) throw new Problem('INVOCATION_UNKNOWN', `The invocation ${id} was never received here`);
    return stored;
  }
}

async function one(spec, id, request, given) {
  try {
    const record = new Record({ id, inputs: spec.read(given), request, timeout: spec.timeout });
    return succeeded(id, await findService(spec.name).work(record), spec.name);
  } catch (failure) {
    return failed(id, failure, spec.name);
  }
}

async function planned(spec, request, given) {
  const id = given.callbackParameter;
  const plain = { callbackParameter: id, effect: 'UNKNOWN', summary: '', changes: [] };
  try {
    return { ...plain, ...(await findPlan(spec.name)?.(new Record({ id, inputs: spec.read(given), request, timeout: spec.timeout }))) };
  } catch (refused) {
    if (!(refused instanceof Failure)) throw refused;
    return { ...plain, effect: 'REFUSED', summary: refused.message };
  }
}

/** The attempt's id and those of its records. */
function check(spec, { requestId: id, inputs, entityInstances }, key) {
  if (!isRequestId(id)) throw new Problem('INVOCATION_INVALID', 'requestId is missing, or is not of 1 to 100 visible ASCII characters');
  if (key !== undefined && key !== id) throw new Problem('INVOCATION_MALFORMED', 'The Idempotency-Key is another than the requestId; they are one');
  if (!Array.isArray(inputs) || inputs.length === 0 || inputs.length > spec.batch) {
    throw new Problem('INVOCATION_INVALID', `A call of ${spec.name} carries 1 to ${spec.batch} inputs`);
  }
  const ids = inputs.map((input) => input?.callbackParameter);
  if (!ids.every(isRecordId) || new Set(ids).size < ids.length) {
    throw new Problem('INVOCATION_INVALID', 'Every input needs a callbackParameter of its own, a text of 1 to 255 characters');
  }
  if (!isList(entityInstances ?? [], isObject)) throw new Problem('INVOCATION_INVALID', 'entityInstances is a list of objects with id and displayName');
  return { id, ids };
}

const isList = (value, fits) => Array.isArray(value) && value.every(fits);

export const isRequestId = (value) => isText(value) && /^[!-~]{1,100}$/.test(value);

/** Half a character, which JSON can write, is none. */
export const isRecordId = (value) => isText(value) && value.length > 0 && value.length <= 255 && Buffer.from(value).toString() === value;

/** The same content gives the same text, in whichever order its fields came. */
function sorted(value) {
  // JSON of it would have null instead, and the record another input than was asked for.
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Problem('INVOCATION_MALFORMED', 'The body has a number that is too large');
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
}
