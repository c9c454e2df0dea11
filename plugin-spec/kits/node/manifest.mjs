import { readFileSync } from 'node:fs';
import { EntitySpec } from './entity-spec.mjs';
import { InvalidInput, Problem } from './problems.mjs';
import { fault } from './schema.mjs';
import { milliseconds } from './values.mjs';

const PROTOCOL = new Set(['callbackParameter', 'confirmToken']);
/** What the manifest says of the plugin; `sextant plugin pack` writes it as JSON beside the project's files. */
export class Manifest {
  constructor(document) {
    const [container] = document.containers;
    Object.assign(this, { name: document.name, version: document.version, port: container.port ?? 8080, health: container.health?.startsWith('/') ? container.health : '/health' });
    this.entities = new Map((document.entities ?? []).map((one) => [one.name, new EntitySpec(one)]));
    this.events = document.events ?? [];
    const objects = new Map((document.objects ?? []).map((one) => [one.name, one.properties ?? []]));
    this.services = new Map((document.services ?? []).map((one) => [one.name, new Spec(one, objects)]));
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
  #objects;

  constructor({ name, path, mode = 'sync', idempotent = false, cancel, invocations, plan, timeout, batch = 100, input = [] }, objects) {
    this.#objects = objects;
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
      const value = (Object.hasOwn(given, parameter.name) ? given[parameter.name] : undefined) ?? parameter.default ?? null;
      const problem = fault(parameter, value, this.#objects);
      if (problem) problems.push(problem);
      values[parameter.name] = value;
    }
    if (problems.length > 0) throw new InvalidInput(problems.join('; '));
    return values;
  }
}
