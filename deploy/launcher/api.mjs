import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from './failure.mjs';

/** A problem that an interface of Sextant answered (RFC 9457). */
export class Problem extends Failure {
  constructor(status, body, request) {
    const errors = (body.errors ?? []).map((error) => `\n  ${error.pointer ?? (error.line ? `${error.line}:${error.column}` : '-')} ${error.message}`);
    super(`${request} answered ${status} ${body.code ?? ''} ${body.detail ?? body.title ?? ''}${errors.join('')}`, { part: 'api' });
    Object.assign(this, { status, body });
  }
}

/** Nobody answered at all: the gateway is away, perhaps for a moment only. */
export class Unreachable extends Error {}

/** Speaks to the platform through its gateway, as the launcher's own identity or with a token that is given. */
export class Api {
  #base;
  #token;

  /**
   * @param {string} base the gateway
   * @param {() => Promise<string | undefined>} token answers a token that is valid now; none for an anonymous client
   */
  constructor(base, token = async () => undefined) {
    this.#base = base;
    this.#token = token;
  }

  /** One request; answers {status, headers, body}, whatever the status. */
  async send(method, path, { json, form, body, headers = {}, timeout = 30_000, duplex } = {}) {
    const token = await this.#token();
    const response = await this.#fetch(path, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
      headers: {
        accept: 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: json === undefined ? (form ? new URLSearchParams(form) : body) : JSON.stringify(json),
      duplex,
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parse(text) };
  }

  async #fetch(path, init) {
    try {
      return await fetch(`${this.#base}${path}`, init);
    } catch (error) {
      throw new Unreachable(`No answer from ${this.#base} to ${init.method} ${path}: ${error.cause?.code ?? error.message}`);
    }
  }

  /** One request that has to succeed; answers the body. */
  async call(method, path, options) {
    const answer = await this.send(method, path, options);
    if (answer.status >= 400) throw new Problem(answer.status, answer.body ?? { detail: answer.text.slice(0, 300) }, `${method} ${path}`);
    return answer.body;
  }

  get(path, options) {
    return this.call('GET', path, options);
  }

  post(path, json = undefined, options = {}) {
    return this.call('POST', path, { json, ...options });
  }

  /** A mutating call that may be sent again without a second effect. */
  postOnce(path, json, key = randomUUID()) {
    return this.post(path, json, { headers: { 'idempotency-key': key } });
  }

  /** Sends a file as it is, as a stream of known length. */
  upload(path, file, { type = 'application/zip', key = randomUUID(), timeout = 300_000 } = {}) {
    return this.send('POST', path, {
      body: Readable.toWeb(createReadStream(file)),
      duplex: 'half',
      timeout,
      headers: { 'content-type': type, 'content-length': String(statSync(file).size), 'idempotency-key': key },
    });
  }

  /** All items of a list, page by page. */
  async all(path) {
    const items = [];
    for (let next; ; ) {
      const page = await this.get(next ? `${path}${path.includes('?') ? '&' : '?'}after=${encodeURIComponent(next)}` : path);
      items.push(...page.items);
      next = page.next;
      if (!next) return items;
    }
  }
}

/** Asks again until `ready` accepts the answer; refusals (4xx) end it at once, doors that are closed for a moment do not. */
export async function waitFor(what, ask, ready, { patience = 60_000, pause = 250, fatal = () => undefined } = {}) {
  const deadline = Date.now() + patience;
  for (let last; ; await sleep(pause)) {
    try {
      last = await ask();
      if (ready(last)) return last;
      const reason = fatal(last);
      if (reason) throw new Failure(`${what}: ${reason}`);
    } catch (error) {
      if (error instanceof Failure && !(error instanceof Problem && error.status >= 500)) throw error;
      last = error.message;
    }
    if (Date.now() > deadline) {
      throw new Failure(`${what}: not within ${patience / 1000} s; the last answer was ${JSON.stringify(last)?.slice(0, 500)}`);
    }
  }
}

/** The launcher's own identity: whoever may read its key file is a local administrator. */
export function launcherApi(place, base = place.url('gateway')) {
  return new Api(base, launcherTokens(place, base));
}

export function launcherTokens(place, base = place.url('gateway')) {
  let token;
  let until = 0;
  return async () => {
    if (Date.now() > until) {
      const answer = await new Api(base).call('POST', '/auth/v1/token', {
        form: {
          grant_type: 'client_credentials',
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: clientAssertion(identityKey(place), 'service:launcher'),
        },
      });
      token = answer.access_token;
      until = Date.now() + (answer.expires_in - 60) * 1000;
    }
    return token;
  };
}

/** A private_key_jwt (RFC 7523) that is good for one token request within a minute. */
export function clientAssertion(jwk, subject) {
  const now = Math.floor(Date.now() / 1000);
  const header = { alg: 'ES256', typ: 'JWT', ...(jwk.kid ? { kid: jwk.kid } : {}) };
  const claims = { iss: subject, sub: subject, aud: 'sextant/token', iat: now, exp: now + 45, jti: randomUUID() };
  const signed = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  return `${signed}.${sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

function identityKey(place) {
  const path = place.at('secrets', 'identities', 'launcher.jwk');
  if (!existsSync(path)) throw new Failure(`The launcher's identity ${path} is missing`, { part: 'auth-server', log: place.log('auth-server') });
  return JSON.parse(readFileSync(path, 'utf8'));
}

function parse(text) {
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
