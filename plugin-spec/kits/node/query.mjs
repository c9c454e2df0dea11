import { isAbsent, own } from './entity-spec.mjs';
import { Problem } from './problems.mjs';
import { instant, isBoolean, isNumber, isObject, isText } from './values.mjs';

const [STANDARD, MOST, MOST_VALUES, MOST_FILTERS] = [100, 1000, 10_000, 100];
const PLAIN = ['eq', 'neq', 'gt', 'lt'];
const TEXTS = ['like', 'notLike'];
const NULLS = ['is', 'isnot'];

/** A query that has been checked against the entity's attributes. */
export class Query {
  #spec;
  #limit;
  #after;
  #search;
  #conditions;

  constructor(spec, body) {
    const problems = [];
    const given = body.additionalFilters ?? [];
    const isList = Array.isArray(given) && given.length <= MOST_FILTERS;
    if (!isList) problems.push({ pointer: '/additionalFilters', message: `Expected a list of at most ${MOST_FILTERS} filters` });
    const filters = isList ? given : [];
    filters.forEach((one, number) => {
      const problem = fault(spec, one);
      if (problem) problems.push({ pointer: `/additionalFilters/${number}`, message: problem });
    });
    this.#limit = body.limit ?? STANDARD;
    if (!Number.isInteger(this.#limit) || this.#limit < 1 || this.#limit > MOST) problems.push({ pointer: '/limit', message: `Expected 1 to ${MOST}` });
    this.#after = isAbsent(body.after) ? undefined : lastId(body.after, problems);
    if (!isText(body.search ?? '')) problems.push({ pointer: '/search', message: 'Expected a text' });
    if (problems.length > 0) throw new Problem('ENTITY_INVALID', 'The query is invalid', { errors: problems.slice(0, 100) });
    this.#search = (body.search ?? '').trim().toLowerCase();
    this.#spec = spec;
    this.#conditions = filters.map((one) => new Condition(spec, one));
  }

  /** The records of the page that is asked for, in the order of their ids, and the cursor of the next one. */
  page(records) {
    const found = records.filter((one) => this.#finds(one)).sort((one, other) => (one.id < other.id ? -1 : 1));
    const page = found.slice(0, this.#limit);
    return { page, next: found.length > this.#limit ? Buffer.from(page.at(-1).id).toString('base64url') : undefined };
  }

  #finds(record) {
    if (this.#after !== undefined && record.id <= this.#after) return false;
    return this.#conditions.every((one) => one.holds(record)) && this.#isSearched(record);
  }

  #isSearched(record) {
    if (this.#search === '') return true;
    const names = [...this.#spec.attributes.values()].filter((one) => ['string', 'text'].includes(one.kind)).map((one) => one.name);
    return ['displayName', ...names].flatMap((name) => own(record, name) ?? []).some((one) => isText(one) && one.toLowerCase().includes(this.#search));
  }
}

/** One filter; what is not there is equal to nothing, like nothing, and neither greater nor less. */
class Condition {
  #name;
  #op;
  #attribute;
  #kind;
  #text;
  #wanted;

  constructor(spec, { attrName, op, condition }) {
    this.#name = attrName;
    this.#op = op;
    this.#attribute = spec.attributes.get(attrName);
    this.#kind = this.#attribute?.kind ?? 'string';
    this.#text = condition;
    const keys = (op === 'in' ? condition : [condition]).map((one) => key(this.#kind, one));
    this.#wanted = new Set(keys);
  }

  holds(record) {
    const value = own(record, this.#name);
    const each = isAbsent(value) ? [] : [value].flat();
    if (NULLS.includes(this.#op)) return (this.#kind === 'secret' ? this.#attribute.shown(value).set : !isAbsent(value)) === (this.#op === 'isnot');
    if (TEXTS.includes(this.#op)) return each.some((one) => isText(one) && one.includes(this.#text)) !== (this.#op === 'notLike');
    if (['eq', 'in', 'neq'].includes(this.#op)) return each.some((one) => this.#wanted.has(key(this.#kind, one))) !== (this.#op === 'neq');
    return each.some((one) => this.#isBeyond(key(this.#kind, one)));
  }

  #isBeyond(found) {
    const [wanted] = this.#wanted;
    if (typeof found !== typeof wanted) return false;
    return this.#op === 'gt' ? found > wanted : found < wanted;
  }
}

/** What is wrong with a filter; undefined when nothing is. */
function fault(spec, one) {
  if (!isObject(one) || !isText(one.attrName) || !isText(one.op)) return 'A filter needs attrName and op';
  const { attrName: name, op, condition } = one;
  const attribute = spec.attributes.get(name);
  if (![...PLAIN, ...TEXTS, ...NULLS, 'in'].includes(op)) return `There is no filter operator '${op.slice(0, 100)}'`;
  if (!attribute && !['id', 'displayName'].includes(name)) return `There is no attribute '${name.slice(0, 100)}' in ${spec.name}`;
  if (attribute?.isSecret && !NULLS.includes(op)) return 'A secret can only be asked whether it is set (is, isnot)';
  if (op === 'in') {
    const fits = Array.isArray(condition) && condition.length <= MOST_VALUES && condition.every(isPlain);
    return fits ? undefined : `'in' needs a list of at most ${MOST_VALUES} plain values`;
  }
  if (NULLS.includes(op)) return isAbsent(condition) ? undefined : "'is' and 'isnot' compare with null only";
  if (TEXTS.includes(op)) return isText(condition) ? undefined : "'like' needs a text";
  return isPlain(condition) ? undefined : `'${op}' needs a plain value`;
}

const isPlain = (value) => isText(value) || isBoolean(value) || isNumber(value);

/** What two equal values have in common, and what orders those of one kind; a drawn workflow writes all its constants as text. */
function key(kind, value) {
  if (kind === 'instant') return instant(value) ?? value;
  if (['integer', 'number'].includes(kind) && isText(value) && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  return value;
}

/** The id after which a page begins. */
function lastId(after, problems) {
  const id = isText(after) ? Buffer.from(after, 'base64url') : undefined;
  if (id && id.toString('base64url') === after) return id.toString();
  problems.push({ pointer: '/after', message: 'Give what an answer gave as "next", or nothing' });
  return undefined;
}
