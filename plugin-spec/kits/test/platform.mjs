import { createServer } from 'node:http';
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The platform as far as a plugin speaks to it, on a real socket: tokens, keys, reports by offset, each attempt's callback. */
export class FakePlatform {
  #server;
  #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  output = new Map();
  started = [];
  progress = [];
  outcomes = new Map();
  callbacks = new Map();
  /** Attempts of which it wants to hear no more. */
  ended = new Set();
  down = false;
  refused = 0;

  async start() {
    this.#server = createServer((request, response) => this.#serve(request, response));
    await new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${this.#server.address().port}`;
    return this;
  }

  stop() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** Writes what a plugin's container finds in its secrets. */
  writeSecrets(folder) {
    mkdirSync(folder, { recursive: true });
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    writeFileSync(join(folder, 'identity.jwk'), JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: 'instance-1' }));
    writeFileSync(join(folder, 'sealing.key'), randomBytes(32).toString('base64'));
  }

  /** A token as the gateway hands it to a plugin; every part may be another one. */
  token({ header = {}, claims = {}, key = this.#keys.privateKey } = {}) {
    const now = Math.floor(Date.now() / 1000);
    const parts = [
      { alg: 'ES256', typ: 'at+jwt', kid: 'key-1', ...header },
      {
        iss: 'sextant', aud: 'kit', sub: 'service:platform-core', name: 'core', roles: [], permissions: ['kit:invoke'],
        iat: now, exp: now + 300, jti: randomBytes(8).toString('hex'), ...claims,
      },
    ];
    const signed = parts.map(encode).join('.');
    return `${signed}.${sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
  }

  stranger() {
    return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  }

  async #serve(request, response) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const [status, answer] = this.#answer(request, body);
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify(answer));
  }

  #answer({ url, headers }, body) {
    if (this.down) {
      this.refused++;
      return [503, {}];
    }
    if (url === '/auth/v1/token') return [200, { access_token: 'own-token', expires_in: 300 }];
    if (headers.authorization !== 'Bearer own-token') return [401, {}];
    if (url === '/auth/v1/keys') return [200, { keys: [{ ...this.#keys.publicKey.export({ format: 'jwk' }), kid: 'key-1' }] }];
    const [, , , , id, what] = url.split('/');
    if (this.ended.has(id)) return [409, { code: 'INVOCATION_ENDED' }];
    if (what === 'reports') return this.#report(JSON.parse(body));
    this.callbacks.set(id, JSON.parse(body).results.outputs);
    return [200, { status: 'OK' }];
  }

  #report({ sequence, started = [], outputs = [], chunks = [], progress = [], cut = [], ...unknown }) {
    if (Object.keys(unknown).length > 0 || !(sequence > 0)) return [400, {}];
    const accepted = {};
    for (const { callbackParameter: record, offset, data } of chunks) {
      const known = this.output.get(record) ?? Buffer.alloc(0);
      if (offset > known.length) return [409, { code: 'OUTPUT_GAP' }];
      const bytes = Buffer.from(data, 'base64');
      const all = Buffer.concat([known, bytes.subarray(Math.min(bytes.length, known.length - offset))]);
      this.output.set(record, all);
      accepted[record] = all.length;
    }
    this.started.push(...started);
    this.progress.push(...progress);
    for (const outcome of outputs) this.outcomes.set(outcome.callbackParameter, [...(this.outcomes.get(outcome.callbackParameter) ?? []), outcome]);
    return [200, { accepted }];
  }

  outputOf(record) {
    return (this.output.get(record) ?? '').toString();
  }
}

