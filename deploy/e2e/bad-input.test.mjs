import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pluginPackage } from '../launcher/build.mjs';
import { entity, putHosts } from '../launcher/inventory.mjs';
import { hostRecord } from '../launcher/demo-hosts.mjs';
import { run } from '../launcher/run-command.mjs';
import { recordsOf } from '../launcher/runs.mjs';
import { BAD_PACKAGES, packageOf } from './bad-packages.mjs';
import { BAD_WORKFLOWS } from './bad-workflows.mjs';
import { ended, linesOn, otherName, runScript, sharedPlatform } from './harness.mjs';

const folder = mkdtempSync(join(tmpdir(), 'sextant-bad-'));
let platform;
before(async () => (platform = await sharedPlatform()));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A problem as our interfaces promise it: a client error with a code and a sentence, never a stack trace. */
function assertProblem(answer, says) {
  assert.ok(answer.status >= 400 && answer.status < 500, `${answer.status} ${answer.text.slice(0, 500)}`);
  assert.match(answer.headers.get('content-type') ?? '', /problem\+json/);
  assert.ok(answer.body.code, answer.text);
  assert.match(answer.text, says);
  assert.doesNotMatch(answer.text, /\bat [a-z]+(\.[a-z]+)+\.[A-Z]|Exception/);
}

function storedObjects() {
  return readdirSync(platform.place.at('data', 's3'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
}

describe('a package that', () => {
  for (const [what, bytes, says, positioned] of BAD_PACKAGES) {
    test(`${what} is refused without effect`, async () => {
      const file = join(folder, `${randomUUID()}.zip`);
      writeFileSync(file, bytes);
      const before = [await platform.api.all('/platform/v1/plugin-packages?limit=100'), storedObjects()];
      assertProblem(await platform.api.upload('/platform/v1/plugin-packages', file), says);
      if (positioned) {
        const { errors } = (await platform.api.upload('/platform/v1/plugin-packages', file)).body;
        assert.ok(errors.some((error) => error.line > 0 && error.column > 0), JSON.stringify(errors));
      }
      assert.deepEqual([await platform.api.all('/platform/v1/plugin-packages?limit=100'), storedObjects()], before);
      assert.ok(!existsSync('/tmp/e2e-escaped'));
    });
  }

  test('was uploaded before is refused, and the first stays', async () => {
    const before = await platform.api.all('/platform/v1/plugin-packages?limit=100');
    const answer = await platform.api.upload('/platform/v1/plugin-packages', pluginPackage(platform.place.root, 'inventory'));
    assert.equal(answer.status, 409, answer.text);
    assertProblem(answer, /inventory/);
    assert.deepEqual(await platform.api.all('/platform/v1/plugin-packages?limit=100'), before);
  });

  test('is as it should be is taken, and can be removed again', async () => {
    const file = join(folder, 'good.zip');
    writeFileSync(file, packageOf());
    const answer = await platform.api.upload('/platform/v1/plugin-packages', file);
    assert.equal(answer.status, 201, answer.text);
    await platform.api.call('DELETE', `/platform/v1/plugin-packages/${answer.body.id}`);
  });
});

describe('a workflow with', () => {
  for (const [what, bpmn, says] of BAD_WORKFLOWS) {
    test(`${what} is not deployed`, async () => {
      const created = await platform.api.send('POST', '/platform/v1/workflows', { json: { name: `bad ${randomUUID()}`, description: '', draft: bpmn } });
      if (created.status >= 400) return assertProblem(created, says);
      const path = `/platform/v1/workflows/${created.body.id}`;
      const deployed = await platform.api.send('POST', `${path}/deploy`);
      assert.equal(deployed.status, 422, deployed.text);
      assertProblem(deployed, says);
      assert.ok(deployed.body.errors.length > 0);
      const now = await platform.api.get(path);
      assert.equal(now.latestVersion ?? null, null);
      const { problems } = await platform.api.post(`${path}/check`, { bpmn });
      assert.ok(problems.some((problem) => problem.severity === 'ERROR'), JSON.stringify(problems));
      await platform.api.call('DELETE', path);
    });
  }
});

/** A host like the first one of the demo, but for what the test changes; it is taken away again. */
async function onOddHost(changes, check) {
  const name = `odd-${randomUUID().slice(0, 8)}`;
  const marker = `/tmp/odd-${randomUUID()}`;
  const [host] = await putHosts(platform.api, [{ ...hostRecord(platform.place, 'demo-host-1'), name, address: otherName(platform.place, 'demo-host-1'), ...changes }]);
  try {
    const started = await runScript(platform.api, [host], `echo begun >> ${marker}\n`, { name: 'odd host' });
    const now = await ended(platform.api, started.id, 180_000);
    const [record] = await recordsOf(platform.api, started.id);
    assert.equal(now.state, 'NEEDS_DECISION', JSON.stringify(record));
    check(record);
    assert.ok(record.message?.length > 10, 'says what happened and how to mend it');
    assert.equal(await linesOn(platform.place, 'demo-host-1', marker), 0, 'the script has not run');
    await platform.api.post(`/platform/v1/runs/${started.id}/terminate`, { reason: 'seen' });
  } finally {
    await entity(platform.api, 'delete', [{ id: host.id }]);
  }
}

async function keyFor(name) {
  const path = join(folder, name);
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', path]);
  const read = async (file) => (await run('cat', [file])).stdout;
  return { privateKey: await read(path), publicKey: (await read(`${path}.pub`)).split(' ').slice(0, 2).join(' ') };
}

describe('a target that', () => {
  test('is unreachable is told as unreachable', () =>
    onOddHost({ address: 'demo-host-1', port: 2 }, (record) => assert.equal(record.outcome, 'UNREACHABLE')));

  test('has no such address is told as unreachable', () =>
    onOddHost({ address: 'no-such-host.invalid' }, (record) => assert.equal(record.outcome, 'UNREACHABLE')));

  test('refuses the key is told so', async () => {
    const { privateKey } = await keyFor('stranger');
    await onOddHost({ credential: privateKey }, (record) => {
      assert.ok(['NEVER_STARTED', 'UNREACHABLE', 'FAILED'].includes(record.outcome), record.outcome);
      assert.equal(record.reason, 'AUTHENTICATION_FAILED');
    });
  });

  test('shows another host key is not let near the credential', async () => {
    const { publicKey } = await keyFor('impostor');
    await onOddHost({ hostKey: publicKey }, (record) => assert.equal(record.reason, 'HOST_KEY_MISMATCH'));
  });

  test('has no such user is told so', () =>
    onOddHost({ user: 'nobody-of-this-name' }, (record) => assert.ok(['AUTHENTICATION_FAILED', 'NO_SUCH_USER'].includes(record.reason), record.reason)));
});

describe('output of', () => {
  const script = (text) => runScript(platform.api, platform.hosts.slice(0, 1), text, { name: 'odd output' });

  test('5 MB in one line arrives whole, or says what was cut', async () => {
    const started = await script("head -c 5242880 /dev/zero | tr '\\0' x; echo; echo after");
    const now = await ended(platform.api, started.id);
    const [record] = await recordsOf(platform.api, started.id);
    assert.equal(now.state, 'SUCCEEDED', JSON.stringify(record));
    const whole = 5242880 + '\nafter\n'.length;
    assert.ok(record.outputCut || record.outputBytes === whole, `${record.outputBytes} of ${whole} bytes`);
  });

  test('bytes that are no text arrives as bytes, and is text on the page', async () => {
    const started = await script("head -c 65536 /dev/urandom | tee /tmp/odd-bytes; printf '\\377\\376\\000end'");
    const now = await ended(platform.api, started.id);
    const [record] = await recordsOf(platform.api, started.id);
    assert.equal(now.state, 'SUCCEEDED', JSON.stringify(record));
    assert.equal(record.outputBytes, 65536 + 6);
    const page = await platform.api.send('GET', `/platform/v1/runs/${started.id}/nodes/run/records/${record.recordId}/output?after=0`);
    assert.equal(page.status, 200);
    assert.ok(page.body.items.length > 0);
  });
});
