import { readFileSync } from 'node:fs';
import { InvalidInput, Problem } from './problems.mjs';

const PROTOCOL = new Set(['callbackParameter', 'confirmToken']);
const DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const TYPES = {
  string: (value) => typeof value === 'string',
  instant: (value) => typeof value === 'string',
  integer: (value) => Number.isInteger(value),
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  object: (value) => typeof value === 'object' && !Array.isArray(value),
  array: (value) => Array.isArray(value),
};

// A type that this kit does not know is checked by the platform alone.
const isOf = (type, value) => (TYPES[type] ?? (() => true))(value);

/** What the manifest says of the services; `sextant plugin pack` writes it as JSON beside the project's files. */
export class Manifest {
  constructor(document) {
    const [container] = document.containers;
    Object.assign(this, { name: document.name, version: document.version, port: container.port ?? 8080, health: container.health?.startsWith('/') ? container.health : '/health' });
    this.services = new Map((document.services ?? []).map((one) => [one.name, new Spec(one)]));
  }

  static read(path) {
    return new Manifest(JSON.parse(readFileSync(path, 'utf8')));
  }

  service(name) {
    const spec = this.services.get(name);
    if (!spec) throw new Problem('SERVICE_UNKNOWN', `${this.name} has no service ${name}`);
    return spec;
  }
}

/** A service as the manifest describes it. */
export class Spec {
  constructor({ name, path, mode = 'sync', idempotent = false, cancel, invocations, plan, timeout, batch = 100, input = [] }) {
    const isAsync = mode.toLowerCase() === 'async';
    Object.assign(this, { name, path, isAsync, idempotent, cancel, invocations, plan, batch, input });
    this.timeout = milliseconds(timeout) ?? (isAsync ? 3_600_000 : 60_000);
  }

  /** The inputs of one record with their defaults; refuses what the manifest does not allow. */
  read(given) {
    const problems = Object.keys(given)
      .filter((name) => !PROTOCOL.has(name) && !this.input.some((one) => one.name === name))
      .map((name) => `there is no parameter '${name}'`);
    const values = {};
    for (const parameter of this.input) {
      const value = given[parameter.name] ?? parameter.default ?? null;
      const problem = check(parameter, value);
      if (problem) problems.push(problem);
      values[parameter.name] = value;
    }
    if (problems.length > 0) throw new InvalidInput(problems.join('; '));
    return values;
  }
}

function check({ name, type = 'string', required, items, enum: allowed = [] }, value) {
  if (value === null) return required ? `'${name}' is missing` : undefined;
  if (!isOf(type, value)) return `'${name}' is not of the type ${type}`;
  if (items && !value.every((item) => item !== null && isOf(items, item))) return `'${name}' holds something that is not of the type ${items}`;
  if (allowed.length > 0 && !allowed.includes(value)) return `'${name}' is none of ${allowed.join(', ')}`;
  return undefined;
}

/** The milliseconds of an ISO 8601 duration or of a number of seconds; undefined where there is none. */
export function milliseconds(duration) {
  if (typeof duration === 'number') return duration * 1000;
  const match = DURATION.exec(duration ?? '');
  if (!match) return undefined;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return (days * 86400 + hours * 3600 + minutes * 60 + seconds) * 1000;
}
