import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { dim, green, red, say, seconds } from './console.mjs';

/** Tells each step of a command with the time it took the last time, and remembers how long it takes now. */
export class Steps {
  #path;
  #known;

  /** @param {string} path where durations are remembered, in seconds by step */
  constructor(path) {
    this.#path = path;
    this.#known = read(path);
  }

  /** Runs `work` as the step `name`; `key` is what its duration is remembered under. Work whose result counts `failed` parts has failed. */
  async step(name, work, key = name) {
    const before = this.#known[key];
    say(`${dim('…')} ${name}${before ? dim(` (took ${seconds(before)} the last time)`) : ''}`);
    const started = performance.now();
    let well = false;
    try {
      const result = await work();
      well = !(result?.failed > 0);
      return result;
    } finally {
      const duration = (performance.now() - started) / 1000;
      if (well) this.#remember(key, duration);
      say(`${well ? green('✓') : red('✗')} ${name} ${dim(seconds(duration))}`);
    }
  }

  /** The time that the step took the last time, in seconds. */
  lastOf(key) {
    return this.#known[key];
  }

  #remember(key, duration) {
    this.#known = { ...read(this.#path), [key]: Math.round(duration * 10) / 10 };
    mkdirSync(dirname(this.#path), { recursive: true });
    writeFileSync(this.#path, `${JSON.stringify(this.#known, null, 2)}\n`);
  }
}

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return {};
  }
}
