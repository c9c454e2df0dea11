import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { waitFor } from '../launcher/api.mjs';
import { serviceWorkflow } from '../launcher/demo-workflow.mjs';
import { docker } from '../launcher/docker.mjs';
import { ROOT } from '../launcher/layout.mjs';
import { removePackage } from '../launcher/plugins.mjs';
import { run } from '../launcher/run-command.mjs';
import { deployedWorkflow, recordsOf, startRun } from '../launcher/runs.mjs';
import { ended, pluginContainer, sharedPlatform } from './harness.mjs';

/** A plugin that was made by WeCube's contract alone: uploaded, registered, launched, called and queried as it is. */
const folder = mkdtempSync(join(tmpdir(), 'sextant-wecube-'));
const SEED = `seed,${randomBytes(6).toString('hex')}`;
const ENTITY = 'ledger:account';
let platform;
let pluginPackage;

before(async () => {
  platform = await sharedPlatform();
  await run('bash', [join(ROOT, 'deploy/images/python-base.sh')]);
  const file = join(folder, 'ledger-v1.0.0.zip');
  await run('python3', [join(ROOT, 'plugins/samples/wecube-ledger/pack.py'), join(ROOT, 'deploy/images/target/python.tar'), file]);
  const answer = await platform.api.upload('/platform/v1/plugin-packages', file);
  assert.equal(answer.status, 201, answer.text);
  pluginPackage = answer.body;
  await platform.api.post(`/platform/v1/plugin-packages/${pluginPackage.id}/register`, { acceptUnsigned: true });
});
after(async () => {
  rmSync(folder, { recursive: true, force: true });
  await removePackage(platform.api, await platform.api.get(`/platform/v1/plugin-packages/${pluginPackage.id}`));
  for (const { id, name } of await platform.api.all('/platform/v1/system-variables?search=ledger_')) {
    assert.equal(name, 'LEDGER_SEED', 'the package has taken its own along');
    await platform.api.call('DELETE', `/platform/v1/system-variables/${id}`, { headers: { 'if-match': '*' } });
  }
});

test('a launch that would leave gaps is refused with all of them, and makes nothing', async () => {
  const refused = await platform.api.send('POST', `/platform/v1/plugin-packages/${pluginPackage.id}/instances`);
  assert.equal(refused.status, 422, refused.text);
  assert.equal(refused.body.code, 'VARIABLES_MISSING');
  assert.deepEqual(refused.body.errors.map((one) => one.pointer), ['containers[0].environment.LEDGER_SEED']);
  assert.equal(await pluginContainer(platform.place, 'ledger'), undefined);
});

test('it launches with its variables, arranges its root, logs into its folder and signs in', async () => {
  const { api, place } = platform;
  await api.postOnce('/platform/v1/system-variables', { name: 'LEDGER_SEED', scope: 'PLUGIN', plugin: 'ledger', type: 'secret', value: SEED });
  await api.postOnce(`/platform/v1/plugin-packages/${pluginPackage.id}/instances`, {});
  await healthy();
  const { data } = await queryPlugin('GET', '/ledger/v1/about');
  assert.deepEqual({ ...data, zone: Boolean(data.zone) }, { level: 'info', prefixes: '!,%', zone: true, user: 4711, note: '' });
  const container = await pluginContainer(place, 'ledger');
  const log = await waitFor('its log', () => docker(['exec', container.id, 'cat', '/var/log/ledger/ledger.log']), (text) => text.includes('signed in as SYS_LEDGER'));
  assert.match(log, /signed in as SYS_LEDGER/);
  const [{ Mounts, Config }] = JSON.parse(await docker(['inspect', container.id]));
  assert.ok(Mounts.filter(({ Type }) => Type === 'bind').every(({ Destination }) => Destination === '/run/secrets/sextant'), JSON.stringify(Mounts));
  assert.ok(Config.Env.includes(`LEDGER_SEED=${SEED}`));
});

test('it tells its data model and answers queries of records', async () => {
  const model = await waitFor('the data model', () => platform.api.get('/platform/v1/data-entities'), (page) => page.items.some(({ plugin }) => plugin === 'ledger'));
  const account = model.items.find(({ plugin }) => plugin === 'ledger');
  assert.equal(account.attributes.find(({ name }) => name === 'balance').type, 'integer');
  assert.equal(account.attributes.find(({ name }) => name === 'parent').reference, ENTITY);
  assert.deepEqual(await names({ attrName: 'owner', op: 'eq', condition: 'bob' }), ['Travel', 'Closed']);
  const again = await platform.api.post(`/platform/v1/plugin-packages/${pluginPackage.id}/data-model/refresh`);
  assert.deepEqual(again, { entities: 1, changed: false });
});

test('a workflow calls its service on records that were found in its own entity', async () => {
  const records = await accounts({ attrName: 'displayName', op: 'in', condition: ['Rent', 'Travel', 'Closed'] });
  const run = await call('account/credit', records, { amount: '5' });
  assert.equal((await ended(platform.api, run.id)).state, 'NEEDS_DECISION');
  const outcomes = Object.fromEntries((await recordsOf(platform.api, run.id)).map((one) => [one.displayName, one]));
  assert.deepEqual([outcomes.Rent.outcome, outcomes.Rent.outputs.balance, outcomes.Rent.outputs.booked], ['SUCCEEDED', 105, '5 EUR']);
  assert.equal(outcomes.Travel.outcome, 'SUCCEEDED');
  assert.deepEqual([outcomes.Closed.outcome, outcomes.Closed.message], ['FAILED', 'The account a-3 takes no money']);
});

test('an asynchronous service calls back with the token of its sub-system', async () => {
  const run = await call('account/audit', await accounts({ attrName: 'owner', op: 'eq', condition: 'ann' }));
  assert.equal((await ended(platform.api, run.id)).state, 'SUCCEEDED');
  const [record] = await recordsOf(platform.api, run.id);
  assert.equal(record.outputs.verdict, 'sound');
});

test('a record that the answer leaves out is unknown, and the call is not sent again', async () => {
  await queryPlugin('POST', '/ledger/entities/account/update', [{ id: 'a-2', displayName: 'Lost' }]);
  const run = await call('account/credit', await accounts({ attrName: 'id', op: 'eq', condition: 'a-2' }), { amount: '1' });
  assert.equal((await ended(platform.api, run.id)).state, 'NEEDS_DECISION');
  const [record] = await recordsOf(platform.api, run.id);
  assert.equal(record.outcome, 'UNKNOWN');
});

test('its key opens nothing elsewhere, and nobody else speaks in its name', async () => {
  const { api, place } = platform;
  const container = await pluginContainer(place, 'ledger');
  const script = `
import base64, hashlib, hmac, json, os, time, urllib.request, urllib.error
part = lambda value: base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()
body = part({"alg": "HS512", "typ": "JWT"}) + "." + part({"iss": "sextant", "aud": "sextant", "sub": "user:admin", "name": "admin", "roles": ["administrator"],
  "permissions": ["*"], "jti": "1", "type": "accessToken", "clientType": "USER", "authority": "[SUPER_ADMIN]", "iat": int(time.time()), "exp": int(time.time()) + 300})
token = body + "." + base64.urlsafe_b64encode(hmac.new(base64.b64decode(os.environ["JWT_SIGNING_KEY"]), body.encode(), hashlib.sha512).digest()).rstrip(b"=").decode()
for path in ("/platform/v1/plugin-packages", "/auth/v1/users", "/inventory/entities/host/query", "/ledger/data-model"):
    try:
        print(urllib.request.urlopen(urllib.request.Request(os.environ["GATEWAY_URL"] + path, headers={"Authorization": "Bearer " + token})).status)
    except urllib.error.HTTPError as refused:
        print(refused.code)
`;
  assert.equal(await docker(['exec', container.id, 'python3', '-c', script]), ['401', '401', '401', '401'].join('\n'));
  const stranger = await api.send('POST', '/platform/v1/process/instances/callback', { json: { resultCode: '0', results: { requestId: 'x', outputs: [] } } });
  assert.equal(stranger.status, 404, stranger.text);
});

async function healthy() {
  const instances = () => platform.api.all(`/platform/v1/plugin-instances?packageId=${pluginPackage.id}&limit=10`);
  const [instance] = await waitFor('Ledger', instances, ([one]) => ['HEALTHY', 'FAILED'].includes(one?.state), { patience: 120_000 });
  assert.equal(instance.state, 'HEALTHY', JSON.stringify(instance));
  await waitFor('its route', () => platform.api.send('GET', '/ledger/v1/about'), (answer) => answer.status === 200);
}

async function queryPlugin(method, path, json) {
  const answer = await platform.api.send(method, path, json === undefined ? {} : { json });
  assert.equal(answer.status, 200, answer.text);
  return answer.body;
}

async function accounts(filter) {
  return (await queryPlugin('POST', '/ledger/entities/account/query', { additionalFilters: [filter] })).data;
}

async function names(filter) {
  return (await accounts(filter)).map(({ displayName }) => displayName);
}

async function call(service, records, parameters = {}) {
  const id = `e2e-${service.replace('/', '-')}`;
  const { versionId } = await deployedWorkflow(platform.api, `e2e ledger ${service}`, serviceWorkflow({ plugin: 'ledger', service, entity: ENTITY, parameters, id }));
  return startRun(platform.api, versionId, records, { entity: ENTITY });
}
