import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { FakePlatform } from './platform.mjs';

export const KITS = dirname(dirname(fileURLToPath(import.meta.url)));
const PATIENCE = 15_000;

/** A plugin of a kit in a process of its own, as its container would run it. */
export class RunningKit {
  #kit;
  #child;
  #log = '';

  constructor(kit) {
    this.#kit = kit;
    this.home = mkdtempSync(join(tmpdir(), 'sextant-kit-'));
    this.marker = join(this.home, 'marker');
  }

  async start() {
    this.platform ??= await new FakePlatform().start();
    this.port ??= await freePort();
    this.platform.writeSecrets(join(this.home, 'secrets'));
    return this.run();
  }

  /** Starts the process, the first time or again. */
  async run() {
    const { command, folder, env = {} } = this.#kit;
    const manifest = JSON.parse(readFileSync(join(KITS, 'test', 'manifest.json'), 'utf8'));
    manifest.containers[0].port = this.port;
    this.#child = spawn(command[0], command.slice(1), {
      cwd: folder(this.home, manifest),
      env: {
        PATH: process.env.PATH, SEXTANT_GATEWAY_URL: this.platform.url, SEXTANT_SECRETS: join(this.home, 'secrets'),
        SEXTANT_DATA: this.home, SEXTANT_PLUGIN_NAME: 'kit', ...env,
      },
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) stream.on('data', (data) => (this.#log += data));
    this.ended = new Promise((resolve) => this.#child.on('exit', (code, signal) => resolve({ code, signal })));
    await this.until('health', async () => (await this.health()) === 200);
    return this;
  }

  async kill(signal = 'SIGKILL') {
    this.#child.kill(signal);
    return this.ended;
  }

  async away() {
    await this.kill();
    this.platform.stop();
    rmSync(this.home, { recursive: true, force: true });
  }

  async health() {
    try {
      return (await fetch(`http://127.0.0.1:${this.port}/health`)).status;
    } catch {
      return undefined;
    }
  }

  async send(method, path, body, { token = this.platform.token(), headers = {} } = {}) {
    const response = await fetch(`http://127.0.0.1:${this.port}${path}`, {
      method,
      headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), 'content-type': 'application/json', ...headers },
      body: body === undefined ? undefined : typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
    });
    return { status: response.status, body: await response.json(), headers: response.headers };
  }

  /** Reads (`query`) or writes the records of an entity with the permission for it. */
  records(verb, body, { entity = 'note', ...more } = {}) {
    const token = this.platform.token({ claims: { permissions: [verb === 'query' ? 'kit:read' : 'kit:manage'] } });
    return this.send('POST', `/kit/entities/${entity}/${verb}`, body, { token, ...more });
  }

  /** Calls a service with inputs by record. */
  call(service, inputs, { id = randomUUID(), ...more } = {}) {
    const request = this.request(service, inputs, id);
    return this.send('POST', `/kit/v1/services/${service}`, request, { headers: { 'idempotency-key': id }, ...more });
  }

  request(service, inputs, id) {
    return {
      requestId: id, operator: 'user:ann', serviceName: service, attempt: 1, timeout: 'PT1M',
      entityInstances: Object.keys(inputs).map((record) => ({ id: record, displayName: `host ${record}` })),
      inputs: Object.entries(inputs).map(([record, input]) => ({ callbackParameter: record, marker: this.marker, ...input })),
    };
  }

  async callback(id) {
    const outputs = await this.until(`the callback of ${id}`, () => this.platform.callbacks.get(id));
    return Object.fromEntries(outputs.map((outcome) => [outcome.callbackParameter, outcome]));
  }

  /** What the functions have left behind, line by line. */
  marksInOrder() {
    return existsSync(this.marker) ? readFileSync(this.marker, 'utf8').trim().split('\n') : [];
  }

  marks() {
    return this.marksInOrder().sort();
  }

  async until(what, ask) {
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      const found = await ask();
      if (found) return found;
      assert.ok(Date.now() < deadline, `${what} did not come; the plugin said:\n${this.#log}`);
      await sleep(30);
    }
  }
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
