import { createPrivateKey, createPublicKey, randomUUID, sign, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { send } from './gateway.mjs';
import { log } from './log.mjs';
import { Problem, Unavailable } from './problems.mjs';

const SKEW = 30;
const MAX_LIFETIME = 15 * 60;
const KEY_ID = /^[A-Za-z0-9_-]{1,64}$/;
const SUBJECT = /^(user|service|plugin):[A-Za-z0-9][A-Za-z0-9._@-]{0,99}$/;
const seconds = () => Date.now() / 1000;
const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Gives the plugin's access token, renewed shortly before it ends. */
export class Identity {
  #base;
  #subject;
  #keyFile;
  #token;
  #until = 0;
  #renewal;

  constructor(base, name, keyFile) {
    this.#base = base;
    this.#subject = `plugin:${name}`;
    this.#keyFile = keyFile;
  }

  async token() {
    if (seconds() <= this.#until - 60) return this.#token;
    this.#renewal ??= this.#renew().finally(() => (this.#renewal = undefined));
    try {
      await this.#renewal;
    } catch (failure) {
      if (seconds() > this.#until) throw failure;
    }
    return this.#token;
  }

  forget() {
    this.#until = 0;
  }

  async #renew() {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: this.#assertion(),
    });
    const { status, body } = await send(this.#base, 'POST', '/auth/v1/token', { body: form.toString(), type: 'application/x-www-form-urlencoded' });
    if (status !== 200 || !body?.access_token) throw new Unavailable(`The auth-server answered ${status} to the identity ${this.#subject}`);
    this.#token = body.access_token;
    this.#until = seconds() + (body.expires_in ?? 0);
  }

  #assertion() {
    const jwk = JSON.parse(readFileSync(this.#keyFile, 'utf8'));
    const now = Math.floor(seconds());
    const claims = { iss: this.#subject, sub: this.#subject, aud: 'sextant/token', iat: now, exp: now + 30, jti: randomUUID() };
    const signed = `${encode({ alg: 'ES256', kid: jwk.kid })}.${encode(claims)}`;
    const key = createPrivateKey({ key: jwk, format: 'jwk' });
    return `${signed}.${sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
  }
}

/** The auth-server's keys. Known ones go on working while it is away; an unknown one is looked for once in five seconds. */
export class Keys {
  #base;
  #identity;
  #keys;
  #next = 0;
  #renewAt = 0;

  constructor(base, identity) {
    this.#base = base;
    this.#identity = identity;
  }

  known() {
    return this.#keys !== undefined;
  }

  /** Looks for the keys until they are known: before that nobody can be let in. */
  async awaitFirst() {
    for (; !this.known(); await sleep(500)) {
      await this.find('').catch((failure) => log('INFO', `Waiting for the platform: ${failure.message}`));
    }
  }

  async find(id) {
    const now = Date.now();
    if ((!this.#keys?.has(id) || now > this.#renewAt) && now >= this.#next) {
      this.#next = now + (this.#keys ? 5000 : 500);
      await this.#fetch(now).catch((failure) => {
        if (!this.#keys) throw failure;
      });
    }
    if (!this.#keys) throw new Unavailable("The auth-server's keys are not known yet");
    return this.#keys.get(id);
  }

  async #fetch(now) {
    const { status, body } = await send(this.#base, 'GET', '/auth/v1/keys', { token: await this.#identity.token() });
    if (status === 401) this.#identity.forget();
    if (status !== 200 || !Array.isArray(body?.keys)) return;
    const ours = body.keys.filter((key) => key.kty === 'EC' && key.crv === 'P-256' && key.kid);
    this.#keys = new Map(ours.map(({ kid, kty, crv, x, y }) => [kid, createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' })]));
    this.#renewAt = now + 300_000;
  }
}

/** Lets in whoever has a token for this plugin that permits what is asked. */
export class Door {
  #keys;
  #audience;

  constructor(keys, audience) {
    this.#keys = keys;
    this.#audience = audience;
  }

  ready() {
    return this.#keys.known();
  }

  async check(authorization, permission) {
    if (!authorization?.startsWith('Bearer ')) throw new Problem('UNAUTHENTICATED', "Send a token of this plugin's audience as Authorization: Bearer");
    let claims;
    try {
      claims = await this.#claims(authorization.slice(7));
    } catch (failure) {
      if (failure instanceof Unavailable) throw new Problem('IDENTITY_UNAVAILABLE', failure.message, { retryAfter: 2 });
      throw new Problem('UNAUTHENTICATED', `The token is refused: ${failure.message}`);
    }
    if (!allows(claims.permissions, permission)) throw new Problem('FORBIDDEN', `The token of ${claims.sub} does not permit ${permission}`);
  }

  async #claims(token) {
    const parts = token.split('.');
    require(token.length <= 16384 && parts.length === 3, 'it is not a signed JWT');
    const [header, claims] = parts.slice(0, 2).map((part) => JSON.parse(decode(part)));
    require(Object.keys(header).sort().join() === 'alg,kid,typ' && header.alg === 'ES256' && header.typ === 'at+jwt', 'its header is not that of an access token');
    require(KEY_ID.test(header.kid), 'its key id is malformed');
    const key = await this.#keys.find(header.kid);
    const signature = decode(parts[2]);
    require(key && signature.length === 64, "it is signed with a key that is not the platform's");
    const signed = Buffer.from(`${parts[0]}.${parts[1]}`);
    require(verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, signature), 'its signature does not match');
    this.#checkClaims(claims);
    return claims;
  }

  #checkClaims({ iss, aud, iat, exp, nbf = 0, sub, permissions }) {
    const now = seconds();
    const only = Array.isArray(aud) ? aud.length === 1 && aud[0] === this.#audience : aud === this.#audience;
    require(iss === 'sextant' && only, `it is not for the audience ${this.#audience}`);
    require(now < exp && iat <= now + SKEW && nbf <= now + SKEW, 'it is not valid at this time');
    require(exp - iat <= MAX_LIFETIME, 'it lives longer than an access token may');
    require(SUBJECT.test(sub) && Array.isArray(permissions), 'its claims are malformed');
  }
}

function decode(part) {
  const data = Buffer.from(part, 'base64url');
  require(data.toString('base64url') === part, 'it is not in canonical base64url');
  return data;
}

function require(holds, otherwise) {
  if (!holds) throw new Error(otherwise);
}

function allows(granted, wanted) {
  const [area, verb] = wanted.split(':');
  return ['*', '*:*', wanted, `${area}:*`, `*:${verb}`].some((one) => granted.includes(one));
}
