import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { sharedPlatform } from './harness.mjs';

/** What nobody writes who means well; each is tried in the place of every variable and parameter. */
const TEXTS = [
  ' ', 'x', '-1', '0', '9223372036854775808', '1e999', 'NaN', 'null', 'true', '[]', '{}', '{{7*7}}', '${7*7}', '../../etc/passwd', "' or '1'='1", '<b>x</b>', '%00', '\u0000', '\r\nX-Evil: 1',
  '\ud800', '🦊'.repeat(300), 'x'.repeat(4000), '0000-00-00T00:00:00Z', 'MDAwMA==',
];
const VALUES = [null, true, -1, 1e300, 12345678901234567890n, '', ' ', '\u0000', '🦊', 'x'.repeat(70_000), [], [[]], [null], {}, { a: { b: null } }];
const BODIES = ['', ' ', 'null', '[]', '{', '"x"', '1', '{"a":1,"a":2}', '{"__proto__":{}}', `${'['.repeat(5000)}`, `${'{"a":'.repeat(5000)}`, '\ufeff{}', '\u0000', '{"a":NaN}'];

/** Endless by design, or they would end what the other tests work with. */
const LEFT_OUT = [/^GET .*\/events$/, /^GET .*\/logs$/, /^GET .*\/stream$/, /^GET \/platform\/v1\/routes$/];

/** What tells of the inside: names of classes, traces, statements. */
const INSIDE = /\bat (?:dev|org|java|com|io)\.[a-z]|Exception\b|\bSQL\b|insert into|select .* from /;

let platform;
before(async () => (platform = await sharedPlatform()));

async function operations() {
  const document = await platform.api.get('/platform/v1/openapi');
  const found = Object.entries(document.paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, operation]) => ({
      method: verb.toUpperCase(),
      path,
      query: (operation.parameters ?? []).filter((each) => each.in === 'query').map((each) => each.name),
      properties: Object.keys(resolved(document, operation.requestBody?.content?.['application/json']?.schema)?.properties ?? {}),
      body: Boolean(operation.requestBody),
    })));
  return found.filter(({ method, path }) => !LEFT_OUT.some((pattern) => pattern.test(`${method} ${path}`)));
}

function resolved(document, schema) {
  return schema?.$ref ? document.components.schemas[schema.$ref.split('/').pop()] : schema;
}

/** Every request that is made of an operation, with one thing wrong in each. */
function* requests({ method, path, query, properties, body }) {
  const plain = path.replace(/\{[^}]+\}/g, 'x');
  const base = { method, path: plain, ...(body ? { raw: '{}' } : {}) };
  const variables = [...path.matchAll(/\{[^}]+\}/g)].map(([name]) => name);
  for (const variable of variables) {
    for (const text of TEXTS) yield { ...base, path: path.replace(variable, encode(text)).replace(/\{[^}]+\}/g, 'x') };
  }
  for (const name of query) {
    for (const text of TEXTS) yield { ...base, path: `${plain}?${name}=${encode(text)}` };
    yield { ...base, path: `${plain}?${name}=1&${name}=2` };
  }
  if (!body) return;
  for (const raw of BODIES) yield { ...base, raw };
  yield { ...base, headers: { 'content-type': 'text/plain' } };
  yield { ...base, headers: { 'content-type': 'application/json; charset=utf-16' } };
  for (const name of properties) for (const value of VALUES) yield { ...base, raw: json({ [name]: value }) };
}

const encode = (text) => encodeURIComponent(text.toWellFormed()).replace('%EF%BF%BD', '%ED%A0%80');
const json = (value) => JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? JSON.rawJSON?.(String(each)) ?? Number(each) : each));

/** What is wrong with an answer; nothing when it is as it should be. */
function complaint({ status, text, body }) {
  if (status >= 500) return 'is the platform’s own failure';
  if (INSIDE.test(text)) return 'tells of the inside';
  if (status >= 400 && !(body?.code && body?.title && body?.status === status)) return 'is no problem with a code and a title';
  return undefined;
}

async function counts() {
  const paths = ['/platform/v1/plugin-packages', '/platform/v1/plugin-instances', '/platform/v1/runs', '/auth/v1/users'];
  return Promise.all(paths.map(async (path) => [path, (await platform.api.get(path)).items?.length]));
}

describe('requests that nobody means well', () => {
  test('are refused with a problem, or do what they say; none is the platform’s own failure', async () => {
    const before = await counts();
    const wrong = [];
    let sent = 0;
    for (const operation of await operations()) {
      for (const { method, path, raw, headers } of requests(operation)) {
        const answer = await platform.api.send(method, path, { body: raw, headers: { ...(raw === undefined ? {} : { 'content-type': 'application/json' }), ...headers } });
        const fault = complaint(answer);
        sent++;
        if (fault) wrong.push(`${method} ${path.slice(0, 120)} ${(raw ?? '').slice(0, 60)} answered ${answer.status}, which ${fault}: ${answer.text.slice(0, 200)}`);
      }
    }
    console.log(`    ${sent} requests`);
    assert.deepEqual(wrong, []);
    assert.deepEqual(await counts(), before);
  });
});
