import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { Api, Unreachable, clientAssertion, waitFor } from '../api.mjs';

let server;
let base;
const answers = [];

before(async () => {
  server = createServer((request, response) => {
    const { status = 200, body = {} } = answers.shift() ?? {};
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${server.address().port}`;
});
after(() => server.close());

test('signs a client assertion that is short-lived and used once', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const [first, second] = [1, 2].map(() => clientAssertion({ ...privateKey.export({ format: 'jwk' }), kid: 'k1' }, 'service:launcher'));
  const [header, claims, signature] = first.split('.');
  const read = (part) => JSON.parse(Buffer.from(part, 'base64url'));
  assert.deepEqual(read(header), { alg: 'ES256', typ: 'JWT', kid: 'k1' });
  assert.equal(read(claims).sub, 'service:launcher');
  assert.ok(read(claims).exp - read(claims).iat <= 60);
  assert.notEqual(read(claims).jti, read(second.split('.')[1]).jti);
  const key = { key: createPublicKey({ key: publicKey.export({ format: 'jwk' }), format: 'jwk' }), dsaEncoding: 'ieee-p1363' };
  assert.ok(verify('sha256', Buffer.from(`${header}.${claims}`), key, Buffer.from(signature, 'base64url')));
});

test('collects all pages of a list', async () => {
  answers.push({ body: { items: [1, 2], next: 'c2' } }, { body: { items: [3], next: null } });
  assert.deepEqual(await new Api(base).all('/things?limit=2'), [1, 2, 3]);
});

test('tells a problem with its code, detail and errors', async () => {
  answers.push({ status: 422, body: { code: 'INVALID', detail: 'no name', errors: [{ pointer: '/name', message: 'is missing' }] } });
  await assert.rejects(new Api(base).get('/thing'), /answered 422 INVALID no name\n {2}\/name is missing/);
});

test('waits over a door that is closed for a moment, but not over a refusal', async () => {
  answers.push({ status: 503 }, { status: 200, body: { state: 'HEALTHY' } });
  const ready = await waitFor('it', () => new Api(base).get('/x'), (now) => now.state === 'HEALTHY', { pause: 5 });
  assert.equal(ready.state, 'HEALTHY');
  answers.push({ status: 403, body: { code: 'DENIED' } });
  await assert.rejects(waitFor('it', () => new Api(base).get('/x'), () => true, { pause: 5 }), /403 DENIED/);
});

test('says when nobody answers', async () => {
  await assert.rejects(new Api('http://127.0.0.1:9').get('/x'), Unreachable);
});
