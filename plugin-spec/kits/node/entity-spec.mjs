import { Problem } from './problems.mjs';
import { isBoolean, isInstant, isNumber, isObject, isText } from './values.mjs';

const GIVEN = ['id', 'displayName'];
const KINDS = {
  string: [isText, 'a text'],
  text: [isText, 'a text'],
  integer: [Number.isInteger, 'a whole number'],
  number: [isNumber, 'a number'],
  boolean: [isBoolean, 'true or false'],
  instant: [isInstant, 'an instant such as 2026-01-01T00:00:00Z'],
  object: [isObject, 'an object'],
  secret: [isText, 'a text'],
};

/** An attribute as the manifest describes it. */
class Attribute {
  constructor({ name, type = 'string', required = false, many = false, enum: allowed, default: fallback }) {
    Object.assign(this, { name, kind: type, required, many, allowed: allowed ?? [], default: fallback ?? (many ? [] : undefined) });
    this.isSecret = type === 'secret';
  }

  /** What is wrong with a value; undefined when nothing is. */
  problem(value) {
    let [fits, expected] = KINDS[this.kind] ?? [() => true, 'a value'];
    if (this.allowed.length > 0) [fits, expected] = [(one) => this.allowed.includes(one), `one of ${this.allowed.join(', ')}`];
    if (isAbsent(value) || value === '') return this.required ? 'This attribute is required; give it a value' : undefined;
    if (!this.many) return fits(value) ? undefined : `Expected ${expected}`;
    if (!Array.isArray(value)) return 'Expected a list';
    return value.every(fits) ? undefined : `Expected a list of ${expected}`;
  }

  /** A value as a function gets it: an empty text is one only where texts are kept. */
  kept(value) {
    return value === '' && !['string', 'text'].includes(this.kind) ? undefined : value ?? undefined;
  }

  /** A value as it travels; that of a secret stays here. */
  shown(value) {
    return this.isSecret ? { set: isSet(value) } : value;
  }
}

/** An entity as the manifest describes it. */
export class EntitySpec {
  constructor({ name, attributes = [] }) {
    this.name = name;
    this.attributes = new Map(attributes.map((one) => [one.name, new Attribute(one)]));
  }

  /** A record as it travels: what the manifest names, without secrets and without what is not there. */
  shown(record) {
    const found = [...this.attributes].map(([name, one]) => [name, one.shown(own(record, name))]);
    return Object.fromEntries([['id', record.id], ['displayName', record.displayName], ...found.filter(([, value]) => !isAbsent(value))]);
  }

  /** Records as a function has answered them: each with an id of its own and a name for people. */
  checked(records) {
    const known = new Set();
    return records.map((record) => {
      if (!isObject(record) || !isText(record.id) || record.id === '') throw new TypeError(`a record of ${this.name} is no object with a text as its id`);
      if (known.has(record.id)) throw new TypeError(`two records of ${this.name} have one id`);
      known.add(record.id);
      const displayName = record.displayName ?? record.id;
      if (!isText(displayName)) throw new TypeError(`the displayName of a record of ${this.name} is no text`);
      return { ...record, displayName };
    });
  }

  /** New records, with defaults where an attribute is missing; refuses all when one is wrong. */
  created(inputs) {
    const problems = [];
    const records = inputs.map((given, position) => {
      const record = new Map(Object.entries(given).filter(([name]) => name !== 'displayName'));
      for (const [name, attribute] of this.attributes) {
        if (isAbsent(record.get(name)) && attribute.default !== undefined) record.set(name, attribute.default);
      }
      return this.#fitting(record, [...this.attributes.keys()], position, problems);
    });
    refuse(problems);
    return records;
  }

  /** Stored records with the changes laid over them; refuses all when one is wrong. */
  updated(inputs, stored) {
    const problems = [];
    const records = inputs.map((given, position) => {
      const before = stored.get(given.id);
      const record = new Map([...this.attributes.keys()].map((name) => [name, own(before, name)]));
      const judged = [];
      for (const [name, value] of Object.entries(given).filter(([one]) => !GIVEN.includes(one))) {
        const stays = this.#isMark(name, value) && value.set && !isAbsent(own(before, name));
        if (!stays) record.set(name, this.#isMark(name, value) ? undefined : value);
        if (!stays) judged.push(name);
      }
      return { id: before.id, displayName: before.displayName, ...this.#fitting(record, judged, position, problems) };
    });
    refuse(problems);
    return records;
  }

  /** Whether a value says of a secret that it stays as it is, or that there is none. */
  #isMark(name, value) {
    return this.attributes.get(name)?.isSecret && isObject(value) && isBoolean(value.set);
  }

  /** A record of the manifest's attributes; what has not changed is as the plugin keeps it and is not judged. */
  #fitting(record, judged, position, problems) {
    for (const name of record.keys()) {
      if (!this.attributes.has(name)) problems.push(at(position, name, `There is no attribute '${name.slice(0, 100)}' in ${this.name}`));
    }
    for (const [name, attribute] of this.attributes) {
      const problem = judged.includes(name) ? attribute.problem(record.get(name)) : undefined;
      if (problem) problems.push(at(position, name, problem));
    }
    return Object.fromEntries([...this.attributes].map(([name, one]) => [name, one.kept(record.get(name))]));
  }
}

export const isAbsent = (value) => value === undefined || value === null;

/** A record's own value: what every object inherits is no attribute. */
export const own = (record, name) => (Object.hasOwn(record, name) ? record[name] : undefined);

function isSet(value) {
  return isObject(value) ? value.set === true : Boolean(value);
}

/** A problem and the place of its value as a JSON Pointer. */
function at(position, name, message) {
  return { pointer: `/${position}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, message };
}

function refuse(problems) {
  if (problems.length > 0) throw new Problem('ENTITY_INVALID', `Nothing was written: ${problems.length} values are invalid`, { errors: problems.slice(0, 100) });
}
