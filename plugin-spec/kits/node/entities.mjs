import { setTimeout as sleep } from 'node:timers/promises';
import { isAbsent } from './entity-spec.mjs';
import { Problem } from './problems.mjs';
import { Query } from './query.mjs';
import { findEntity } from './registry.mjs';
import { isObject, isText } from './values.mjs';

const [MOST_RECORDS, MOST_WRITTEN, PATIENCE] = [100_000, 1000, 10_000];

/**
 * Serves the records of the manifest's entities by the plugin's own functions. Reads come at any time; the writes of an entity come one after the
 * other, so that none is laid over what another one has changed meanwhile.
 */
export class Entities {
  #specs;
  #writing = new Map();
  #stopping = false;

  constructor(manifest) {
    this.#specs = manifest.entities;
  }

  async query(name, body) {
    if (!isObject(body)) throw new Problem('MALFORMED_JSON', 'A query is a JSON object');
    const spec = this.#spec(name);
    const query = new Query(spec, body);
    const { page, next } = query.page(await all(spec));
    return reply(spec, page, next);
  }

  async write(name, verb, body) {
    const spec = this.#spec(name);
    const work = findEntity(name)[verb];
    if (!work) throw new Problem('NOT_FOUND', `The plugin does not offer to ${verb} records of ${name}`);
    bound(body);
    return this.#inTurn(name, () => WRITES[verb](spec, work, body));
  }

  async #inTurn(name, work) {
    const until = Date.now() + PATIENCE;
    while (this.#writing.has(name)) {
      const waited = await Promise.race([this.#writing.get(name), sleep(until - Date.now(), 'too long', { ref: false })]);
      if (waited === 'too long') throw new Problem('ENTITY_BUSY', `Records of ${name} are being written already; call again`, { retryAfter: 2 });
    }
    if (this.#stopping) throw new Problem('STOPPING', 'The plugin is being stopped; call again', { retryAfter: 2 });
    const written = work();
    this.#writing.set(name, written.then(() => undefined, () => undefined).finally(() => this.#writing.delete(name)));
    return written;
  }

  #spec(name) {
    const spec = this.#specs.get(name);
    if (!spec) throw new Problem('ENTITY_UNKNOWN', `This plugin has no entity '${name.slice(0, 100)}'`);
    return spec;
  }

  /** Takes no more writes and waits a while for those that run. */
  async stop(patience) {
    this.#stopping = true;
    await Promise.race([Promise.all(this.#writing.values()), sleep(patience, undefined, { ref: false })]);
  }
}

const WRITES = {
  create: async (spec, work, inputs) => kept(spec, await work(spec.created(inputs)), inputs.length),
  update: async (spec, work, inputs) => {
    const wanted = ids(inputs);
    if (new Set(wanted).size < wanted.length) throw new Problem('ENTITY_INVALID', 'A record is there twice; say each change once');
    const there = await stored(spec, wanted);
    const unknown = wanted.find((id) => !there.has(id));
    if (unknown !== undefined) throw new Problem('ENTITY_RECORD_UNKNOWN', `There is no record with the id ${unknown.slice(0, 100)}`);
    return kept(spec, await work(spec.updated(inputs, there)), inputs.length);
  },
  delete: async (spec, work, inputs) => {
    const there = [...(await stored(spec, ids(inputs))).keys()];
    if (there.length > 0) await work(there);
    return reply(spec, []);
  },
};

function kept(spec, answered, count) {
  const records = spec.checked([...(answered ?? [])]);
  if (records.length !== count) throw new TypeError(`${count} records of ${spec.name} were written, and the function answered ${records.length}`);
  return reply(spec, records);
}

async function stored(spec, wanted) {
  const asked = new Set(wanted);
  return new Map((await all(spec)).filter((one) => asked.has(one.id)).map((one) => [one.id, one]));
}

async function all(spec) {
  const records = [];
  for await (const record of await findEntity(spec.name).read()) {
    if (records.push(record) > MOST_RECORDS) throw new RangeError(`${spec.name} has more than ${MOST_RECORDS} records, which this kit does not page`);
  }
  return spec.checked(records);
}

function reply(spec, records, next) {
  return [200, { status: 'OK', message: '', data: records.map((one) => spec.shown(one)), ...(isAbsent(next) ? {} : { next }) }];
}

function bound(body) {
  if (!Array.isArray(body)) throw new Problem('MALFORMED_JSON', 'Records are written as a JSON array of objects');
  if (body.length === 0 || body.length > MOST_WRITTEN || !body.every(isObject)) {
    throw new Problem('ENTITY_INVALID', `A call writes 1 to ${MOST_WRITTEN} records, each a JSON object`);
  }
}

/** The ids of records that are there already. */
function ids(inputs) {
  const position = inputs.findIndex((one) => !isText(one.id) || one.id === '');
  const errors = [{ pointer: `/${position}/id`, message: 'The id is missing or no text' }];
  if (position >= 0) throw new Problem('ENTITY_INVALID', 'Every record needs its id', { errors });
  return inputs.map((one) => one.id);
}
