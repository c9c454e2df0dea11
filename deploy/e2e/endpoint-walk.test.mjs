import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { Api } from '../launcher/api.mjs';
import { PLUGINS } from '../launcher/demo.mjs';
import { pluginContainer, sharedPlatform } from './harness.mjs';
import { docker } from '../launcher/docker.mjs';

/** What may answer a stranger: it takes credentials of its own. */
const OPEN = new Set(['POST /auth/v1/sign-in', 'POST /auth/v1/token', 'POST /auth/v1/refresh', 'POST /auth/v1/sign-out', 'POST /auth/v1/api/login', 'GET /auth/v1/api/token']);

/** The interfaces as they were agreed on; what the services publish of themselves is walked besides. */
const KNOWN = `
GET /auth/v1/keys
GET /auth/v1/users/me
PUT /auth/v1/users/me/password
GET /auth/v1/users
POST /auth/v1/users
POST /auth/v1/users/x/password-reset
GET /auth/v1/roles
POST /auth/v1/pages-tokens
PUT /auth/v1/identities/plugin:inventory
DELETE /auth/v1/identities/plugin:inventory
PUT /auth/v1/sub-systems/inventory
DELETE /auth/v1/sub-systems/inventory
POST /platform/v1/plugin-packages
POST /platform/v1/plugin-packages/uploads
GET /platform/v1/plugin-packages/uploads/x
DELETE /platform/v1/plugin-packages/uploads/x
PUT /platform/v1/plugin-packages/uploads/x/content
POST /platform/v1/plugin-packages/uploads/x/complete
GET /platform/v1/plugin-packages
GET /platform/v1/plugin-packages/x
DELETE /platform/v1/plugin-packages/x
POST /platform/v1/plugin-packages/x/register
POST /platform/v1/plugin-packages/x/decommission
GET /platform/v1/plugin-packages/x/review
GET /platform/v1/plugin-packages/x/review/workflows
GET /platform/v1/plugin-packages/x/dependents
GET /platform/v1/plugin-packages/x/dependents/workflows
POST /platform/v1/plugin-packages/x/instances
GET /platform/v1/trusted-keys
POST /platform/v1/trusted-keys
GET /platform/v1/trusted-keys/x
PUT /platform/v1/trusted-keys/x
DELETE /platform/v1/trusted-keys/x
POST /platform/v1/trusted-keys/x/revoke
GET /platform/v1/plugin-instances
GET /platform/v1/plugin-instances/x
POST /platform/v1/plugin-instances/x/stop
POST /platform/v1/plugin-instances/x/start
DELETE /platform/v1/plugin-instances/x
GET /platform/v1/plugin-instances/x/logs
GET /platform/v1/plugin-services
GET /platform/v1/service-registrations
POST /platform/v1/service-registrations
GET /platform/v1/service-registrations/x
PUT /platform/v1/service-registrations/x
DELETE /platform/v1/service-registrations/x
POST /platform/v1/service-registrations/x/enable
POST /platform/v1/service-registrations/x/disable
GET /platform/v1/service-registrations/x/callers
GET /platform/v1/service-registrations/x/callers/workflows
GET /platform/v1/data-entities
GET /platform/v1/resource-hosts
POST /platform/v1/resource-hosts
GET /platform/v1/resource-hosts/x
PUT /platform/v1/resource-hosts/x
DELETE /platform/v1/resource-hosts/x
POST /platform/v1/resource-hosts/x/check
POST /platform/v1/resource-hosts/x/drain
POST /platform/v1/resource-hosts/x/resume
GET /platform/v1/resource-hosts/x/allocations
DELETE /platform/v1/resource-items/x
POST /platform/v1/resource-items/x/questions
GET /platform/v1/resource-items/x/objects
GET /platform/v1/resource-items/x/object
PUT /platform/v1/resource-hosts/x/plugin-buckets
GET /platform/v1/routes
GET /platform/v1/ui-modules
GET /platform/v1/system-variables
POST /platform/v1/system-variables
GET /platform/v1/system-variables/x
PUT /platform/v1/system-variables/x
DELETE /platform/v1/system-variables/x
GET /platform/v1/system-variables/x/history
POST /platform/v1/workflows
GET /platform/v1/workflows
GET /platform/v1/workflows/x
PUT /platform/v1/workflows/x
DELETE /platform/v1/workflows/x
POST /platform/v1/workflows/x/check
POST /platform/v1/workflows/x/deploy
GET /platform/v1/workflows/x/versions
GET /platform/v1/workflow-versions/x
POST /platform/v1/runs
GET /platform/v1/runs
GET /platform/v1/runs/x
GET /platform/v1/runs/x/nodes
GET /platform/v1/runs/x/variables
GET /platform/v1/runs/x/nodes/n/records
GET /platform/v1/runs/x/nodes/n/records/r/output
GET /platform/v1/runs/x/nodes/n/records/r/output/raw
POST /platform/v1/runs/x/nodes/n/retry
POST /platform/v1/runs/x/nodes/n/skip
POST /platform/v1/runs/x/terminate
GET /platform/v1/events
POST /platform/v1/invocations/x/reports
POST /platform/v1/invocations/x/callback
POST /inventory/entities/host/query
POST /inventory/entities/host/create
POST /inventory/entities/host/update
POST /inventory/entities/host/delete
POST /inventory/v1/credentials/reveal
POST /job-execution/v1/scripts/run
POST /job-execution/v1/scripts/cancel
GET /job-execution/v1/invocations/x
POST /job-execution/v1/host-keys/scan
GET /actuator
GET /actuator/env
GET /actuator/gateway/routes
GET /no-such-plugin/v1/things
`.trim().split('\n');

let platform;
before(async () => (platform = await sharedPlatform()));

/** What the services say of themselves in OpenAPI, with something in the place of each path variable. */
async function published() {
  const found = [];
  for (const path of ['/platform/v1/openapi', '/auth/v1/openapi']) {
    const answer = await platform.api.send('GET', path);
    for (const [template, verbs] of Object.entries(answer.body?.paths ?? {})) {
      for (const verb of Object.keys(verbs)) found.push(`${verb.toUpperCase()} ${template.replace(/\{[^}]+\}/g, 'x')}`);
    }
  }
  return found;
}

async function assertClosed(api, endpoint, path = endpoint.split(' ')[1]) {
  const [method] = endpoint.split(' ');
  const body = ['GET', 'DELETE'].includes(method) ? {} : { json: {} };
  const answer = await api.send(method, path, body);
  assert.equal(answer.status, 401, `${method} ${path} answered ${answer.status} ${answer.text.slice(0, 200)}`);
}

describe('without a token', () => {
  const stranger = () => new Api(platform.place.url('gateway'));

  test('no endpoint of core, auth-server or a plugin answers through the gateway', async () => {
    const endpoints = new Set([...KNOWN, ...(await published())]);
    for (const endpoint of endpoints) if (!OPEN.has(endpoint)) await assertClosed(stranger(), endpoint);
    console.log(`    ${endpoints.size} endpoints`);
  });

  test('no path that is written in an odd way gets through', async () => {
    const odd = (path) => [
      `${path}/`, `${path}.json`, `${path};a=b`, `${path}%2f`, `${path}%00`, `/${path}`, path.replace('/v1/', '//v1/'), path.replace('/v1/', '/v1/./'),
      path.replace('/v1/', '/x/../v1/'), path.replace('/v1/', '/%2e%2e/v1/'), path.toUpperCase(), `/portal/..${path}`, `/portal/%2e%2e${path}`, `${path}?access_token=x`,
    ];
    for (const path of ['/platform/v1/runs', '/auth/v1/users', '/platform/v1/plugin-packages']) {
      for (const written of odd(path)) {
        const answer = await stranger().send('GET', written);
        const page = answer.status === 200 && /text\/html/.test(answer.headers.get('content-type')) && !answer.body;
        assert.ok(answer.status >= 400 || answer.status === 302 || page, `${written} answered ${answer.status} ${answer.text.slice(0, 200)}`);
      }
    }
  });

  test('no endpoint answers at the services’ own ports either', async () => {
    const own = { '/platform/': platform.place.url('core'), '/auth/': platform.place.url('auth') };
    for (const endpoint of KNOWN.filter((known) => !OPEN.has(known))) {
      const base = Object.entries(own).find(([prefix]) => endpoint.includes(` ${prefix}`))?.[1];
      if (base) await assertClosed(new Api(base), endpoint);
    }
  });

  test('no endpoint of a plugin answers at its container', async () => {
    for (const plugin of PLUGINS) {
      const container = await pluginContainer(platform.place, plugin);
      const addresses = await docker(['inspect', '--format', '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}', container.id]);
      for (const endpoint of KNOWN.filter((known) => known.includes(` /${plugin}/`))) {
        await assertClosed(new Api(`http://${addresses.split(' ')[0]}:8080`), endpoint);
      }
    }
  });

  test('what is forged is refused', async () => {
    const encode = (part) => Buffer.from(JSON.stringify(part)).toString('base64url');
    const claims = encode({ iss: 'sextant', aud: 'sextant', sub: 'user:admin', permissions: ['*'], exp: Math.floor(Date.now() / 1000) + 600, jti: 'x' });
    const real = (await realToken()).split('.');
    const forged = [
      `${encode({ alg: 'none', typ: 'at+jwt' })}.${claims}.`,
      `${encode({ alg: 'HS256', typ: 'at+jwt' })}.${claims}.${'A'.repeat(43)}`,
      `${encode({ alg: 'ES256', typ: 'at+jwt' })}.${claims}.${Buffer.alloc(64).toString('base64url')}`,
      `${real[0]}.${claims}.${real[2]}`,
      `${real[0]}.${real[1]}.`,
    ];
    for (const token of forged) {
      const answer = await new Api(platform.place.url('gateway'), async () => token).send('GET', '/platform/v1/runs');
      assert.equal(answer.status, 401, `${token.slice(0, 40)} answered ${answer.status}`);
    }
  });
});

async function realToken() {
  const { launcherTokens } = await import('../launcher/api.mjs');
  return launcherTokens(platform.place)();
}

describe('to everybody', () => {
  test('the portal’s files and health answer, and health tells no details', async () => {
    const stranger = new Api(platform.place.url('gateway'));
    const page = await stranger.send('GET', '/portal/', { headers: { accept: 'text/html' } });
    assert.equal(page.status, 200, page.text.slice(0, 200));
    const health = await stranger.send('GET', '/actuator/health');
    assert.equal(health.status, 200);
    assert.equal(health.body.components, undefined);
  });
});
