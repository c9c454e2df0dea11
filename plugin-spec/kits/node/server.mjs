import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRecordId, isRequestId } from './dispatcher.mjs';
import { log } from './log.mjs';
import { InvalidRecords, Problem } from './problems.mjs';
import { isObject } from './values.mjs';

const MAX_BYTES = 16 * 1024 * 1024;
const MOST_CONNECTIONS = 256;
const DRAIN = 2000;
const VERBS = ['query', 'create', 'update', 'delete'];
const REQUEST_ID = /^[A-Za-z0-9._:-]{1,100}$/;

/** The plugin's HTTP side. Everything but the health check needs a token that permits it. */
export function serve(manifest, door, parts) {
  const routes = routesOf(manifest, parts);
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 20_000 }, async (request, response) => {
    try {
      send(response, ...(await answer(request, manifest, door, routes)), 'application/json');
    } catch (failure) {
      await drained(request);
      refuse(response, failure, request);
    }
  });
  server.maxConnections = MOST_CONNECTIONS;
  return server;
}

async function answer(request, manifest, door, routes) {
  const path = request.url.split('?')[0];
  if (request.method === 'GET' && path === manifest.health) return door.ready() ? [200, { status: 'UP' }] : [503, { status: 'STARTING' }];
  const route = request.method === 'POST' ? routes.posts.get(path) ?? routes.records(path) : undefined;
  await door.check(request.headers.authorization, `${manifest.name}:${route?.permission ?? 'invoke'}`);
  if (route) return route.serve(await read(request), request.headers);
  const [folder, id] = [path.slice(0, path.lastIndexOf('/')), path.slice(path.lastIndexOf('/') + 1)];
  if (request.method === 'GET' && routes.queries.has(folder) && REQUEST_ID.test(id)) return [200, routes.status(id)];
  throw new Problem('NOT_FOUND', `There is nothing to ${request.method} at ${path.slice(0, 200)}`);
}

function routesOf(manifest, { events, entities, dispatcher }) {
  const posts = new Map();
  const queries = new Set();
  const serves = (path, serve) => posts.set(path, { permission: 'invoke', serve: (body, headers) => serve(anObject(body), headers) });
  for (const spec of manifest.services.values()) {
    serves(spec.path, (body, headers) => dispatcher.invoke(spec, { attempt: 1, ...body }, headers['idempotency-key']));
    if (spec.cancel) serves(spec.cancel, (body) => cancel(dispatcher, body));
    if (spec.plan) serves(spec.plan, async (body) => [200, await dispatcher.plan(spec, body)]);
    if (spec.invocations) queries.add(spec.invocations);
  }
  for (const { path } of manifest.events) serves(path, (body) => events.deliver(path, body));
  return { posts, queries, status: (id) => dispatcher.status(id), records: (path) => recordsRoute(manifest, entities, path) };
}

function recordsRoute(manifest, entities, path) {
  const [before, name, verb] = path.split('/').slice(-3);
  if (path !== `/${manifest.name}/entities/${name}/${verb}` || before !== 'entities' || !VERBS.includes(verb)) return undefined;
  if (verb === 'query') return { permission: 'read', serve: (body) => entities.query(name, body) };
  return { permission: 'manage', serve: (body) => entities.write(name, verb, body) };
}

function cancel(dispatcher, { requestId, records }) {
  if (!isRequestId(requestId) || !(records === undefined || records === null || (Array.isArray(records) && records.every(isRecordId)))) {
    throw new Problem('INVOCATION_MALFORMED', 'A cancel request names its requestId, and records as a list or not at all');
  }
  dispatcher.cancel(requestId, records ?? undefined);
  return [202, {}];
}

/** Who still sends would lose the answer with the connection; nobody waits long for that. */
async function drained(request) {
  if (request.complete || request.destroyed) return;
  request.on('error', () => {}).resume();
  await Promise.race([new Promise((resolve) => request.once('end', resolve).once('close', resolve)), sleep(DRAIN, undefined, { ref: false })]);
}

async function read(request) {
  if (Number(request.headers['content-length']) > MAX_BYTES) throw tooLarge();
  const chunks = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks));
  } catch (failure) {
    throw new Problem('INVOCATION_MALFORMED', `The body is not JSON: ${failure.message.slice(0, 200)}`);
  }
}

const tooLarge = () => new Problem('INVOCATION_TOO_LARGE', `A call has at most ${MAX_BYTES} bytes; send smaller batches`);

function anObject(document) {
  if (!isObject(document)) throw new Problem('INVOCATION_MALFORMED', 'The body is not a JSON object');
  return document;
}

function refuse(response, failure, request) {
  if (failure instanceof InvalidRecords) return refuse(response, new Problem('ENTITY_INVALID', `Nothing was written: ${failure.message}`, failure), request);
  if (failure instanceof RangeError && failure.message.includes('call stack')) return refuse(response, new Problem('INVOCATION_MALFORMED', 'The body is nested too deeply'), request);
  const kept = failure.code?.startsWith?.('E') && failure.syscall;
  const storage = () => new Problem('STORE_UNAVAILABLE', "What is kept cannot be read or written now; the plugin's log says more", { retryAfter: 5 });
  const internal = () => new Problem('INTERNAL', 'The plugin failed unexpectedly; its log says more');
  const problem = failure instanceof Problem ? failure : kept ? storage() : internal();
  if (problem !== failure) log('ERROR', `${request.method} ${request.url.slice(0, 200)} failed`, failure);
  send(response, problem.status, problem.body(), 'application/problem+json', problem.retryAfter);
}

function send(response, status, document, type, retryAfter) {
  const content = JSON.stringify(document);
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(content),
    connection: 'close',
    ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    ...(retryAfter ? { 'retry-after': String(retryAfter) } : {}),
  });
  response.end(content);
}
