import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { RunningKit } from './kit.mjs';

/** What every kit must keep to; each kit's test file calls it with how its plugin is started. */
export function kitContract(kit) {
  let plugin;
  before(async () => (plugin = await new RunningKit(kit).start()));
  after(() => plugin.away());

  test('lets in only tokens of the platform for this plugin with the permission', async () => {
    const { platform } = plugin;
    const now = Math.floor(Date.now() / 1000);
    const refused = {
      none: null,
      'another audience': platform.token({ claims: { aud: 'sextant' } }),
      'two audiences': platform.token({ claims: { aud: ['kit', 'sextant'] } }),
      'another issuer': platform.token({ claims: { iss: 'somebody' } }),
      expired: platform.token({ claims: { iat: now - 600, exp: now - 1 } }),
      'too long a life': platform.token({ claims: { exp: now + 3600 } }),
      'of the future': platform.token({ claims: { iat: now + 120, exp: now + 300 } }),
      'another key': platform.token({ key: platform.stranger() }),
      'an unknown key id': platform.token({ header: { kid: 'key-2' } }),
      'no algorithm': platform.token({ header: { alg: 'none' } }),
      'more in its header': platform.token({ header: { jwk: {} } }),
      'another type': platform.token({ header: { typ: 'JWT' } }),
      'no subject': platform.token({ claims: { sub: 'ann' } }),
      changed: `${platform.token().slice(0, -4)}AAAA`,
      garbage: 'a.b.c',
    };
    for (const [what, token] of Object.entries(refused)) {
      const answer = await plugin.call('greet', { a: { name: 'Ann' } }, { token });
      assert.equal(answer.status, 401, what);
    }
    const reader = platform.token({ claims: { permissions: ['kit:read', 'other:*'] } });
    assert.equal((await plugin.call('greet', { a: { name: 'Ann' } }, { token: reader })).status, 403);
    assert.deepEqual(plugin.marks(), []);
  });

  test('reads no body of a stranger, and none that is too large', async () => {
    const huge = Buffer.alloc(17 * 1024 * 1024, ' ');
    const path = '/kit/v1/services/greet';
    const stranger = await plugin.send('POST', path, huge, { token: null });
    assert.equal(stranger.status, 401);
    const large = await plugin.send('POST', path, huge);
    assert.deepEqual([large.status, large.body.code], [413, 'INVOCATION_TOO_LARGE']);
    assert.equal(await plugin.health(), 200);
  });

  test('gives each record of a synchronous call its own outcome', async () => {
    const answer = await plugin.call('greet', {
      a: { name: 'Ann' }, b: { name: '你; $(touch /tmp/no) `id`', language: 'ZH' }, c: { name: 'nobody' }, d: { name: 'broken' }, e: {}, f: { name: 'x', language: 'FR' },
      g: { name: 'x', more: 1 }, h: { name: 7 },
    });
    assert.equal(answer.status, 200);
    const outcomes = Object.fromEntries(answer.body.results.outputs.map((one) => [one.callbackParameter, one]));
    assert.deepEqual(outcomes.a, { callbackParameter: 'a', errorCode: '0', errorMessage: '', outcome: 'SUCCEEDED', text: 'Hello Ann', letters: 3 });
    assert.equal(outcomes.b.text, '你好 你; $(touch /tmp/no) `id`');
    assert.equal(outcomes.c.outcome, 'UNREACHABLE');
    assert.equal(outcomes.d.outcome, 'FAILED');
    assert.equal(outcomes.d.errorCode, '1');
    assert.ok(!JSON.stringify(outcomes.d).includes('secret-of-the-log'));
    for (const record of ['e', 'f', 'g', 'h']) assert.equal(outcomes[record].reason, 'INVALID_INPUT', record);
  });

  test('begins nothing with inputs that the manifest does not allow, and says which without their values', async () => {
    const bern = { city: 'Bern', number: 1 };
    const good = [{}, { times: 1, seconds: 0 }, { until: '2026-01-01T00:00:00Z', pause: 'PT1M', words: ['x'], place: bern, places: [{ at: bern }, { at: { city: 'Rome' } }] }, { place: null }];
    const wrong = [
      [{ seconds: -0.5 }, "'seconds' is not from 0 to 60"], [{ seconds: 60.5 }, "'seconds' is not from 0 to 60"], [{ times: 0 }, "'times' is not at least 1"],
      [{ times: 1.5 }, "'times' is not of the type integer"], [{ times: true }, "'times' is not of the type integer"], [{ until: 'hush-hush' }, "'until' is not of the type instant"],
      [{ until: '2026-02-30T00:00:00Z' }, "'until' is not of the type instant"], [{ pause: 'hush-hush' }, "'pause' is no duration"], [{ pause: 'P' }, "'pause' is no duration"],
      [{ words: ['x', 7] }, "'words[1]' is not of the type string"], [{ words: [null] }, "'words[0]' is missing"], [{ place: {} }, "'place.city' is missing"],
      [{ place: { city: 'Oslo' } }, "'place.city' is none of Bern, Rome"], [{ place: { ...bern, zip: 'hush-hush' } }, "'place' has no property 'zip'"],
      [{ place: { ...bern, number: 'x' } }, "'place.number' is not of the type integer"], [{ place: [] }, "'place' is not of the type object"],
      [{ places: [{ at: bern }, {}] }, "'places[1].at' is missing"], [{ places: [{ at: { city: 'Oslo' } }] }, "'places[0].at.city' is none of"], [{ toString: 'x' }, "there is no parameter 'toString'"],
    ];
    for (const from of [0, 10]) {
      const inputs = Object.fromEntries(wrong.slice(from, from + 10).map(([input], index) => [`bad-${from + index}`, { name: 'Ann', ...input }]));
      const { outputs } = (await plugin.call('greet', inputs)).body.results;
      outputs.forEach((one, index) => {
        assert.deepEqual([one.outcome, one.reason], ['FAILED', 'INVALID_INPUT'], JSON.stringify(wrong[from + index]));
        assert.ok(one.errorMessage.includes(wrong[from + index][1]), `${one.errorMessage} – ${wrong[from + index][1]}`);
        assert.ok(!one.errorMessage.includes('hush-hush'));
      });
    }
    const { outputs } = (await plugin.call('greet', Object.fromEntries(good.map((input, index) => [`good-${index}`, { name: 'Ann', ...input }])))).body.results;
    assert.deepEqual(outputs.map((one) => one.outcome), good.map(() => 'SUCCEEDED'), JSON.stringify(outputs));
    assert.ok(!plugin.marks().some((line) => line.startsWith('begun bad-')));
  });

  test('takes numbers and durations of any size for what they are', async () => {
    const huge = `1${'0'.repeat(400)}`;
    const body = JSON.stringify(plugin.request('work', { huge: { seconds: 'HUGE' } }, randomUUID())).replace('"HUGE"', huge).replace('"PT1M"', huge);
    const send = async (text) => (await plugin.send('POST', '/kit/v1/services/work', text)).status;
    if ((await send(body)) !== 400) assert.equal((await plugin.callback(JSON.parse(body).requestId)).huge.outcome, 'FAILED');
    for (const timeout of [huge, '-1', '[]', '"P999999999D"', '"soon"', 'null', 'true']) {
      const timed = JSON.stringify(plugin.request('work', { timed: {} }, randomUUID())).replace('"PT1M"', timeout);
      if ((await send(timed)) === 400 && timeout === huge) continue;
      const { outcome } = (await plugin.callback(JSON.parse(timed).requestId)).timed;
      assert.ok(outcome === 'SUCCEEDED' || (timeout === '-1' && outcome === 'TIMED_OUT'), `${timeout.slice(0, 20)}: ${outcome}`);
    }
  });

  test('answers the same call with the same outcomes and runs it once', async () => {
    const id = randomUUID();
    const first = await plugin.call('greet', { twice: { name: 'Ann' } }, { id });
    const again = await plugin.call('greet', { twice: { name: 'Ann' } }, { id });
    assert.deepEqual(again.body, first.body);
    assert.equal(plugin.marks().filter((line) => line === 'begun twice').length, 1);
    const other = await plugin.call('greet', { twice: { name: 'Bob' } }, { id });
    assert.deepEqual([other.status, other.body.code], [422, 'IDEMPOTENCY_KEY_REUSED']);
  });

  test('refuses calls that are none, and does nothing then', async () => {
    const path = '/kit/v1/services/greet';
    const cancel = `${path.replace('greet', 'work')}/cancel`;
    const good = plugin.request('greet', { z: { name: 'Ann' } }, 'r-1');
    const cases = [
      [400, path, '{"requestId": '], [400, path, '[]'], [400, path, '{"a": NaN}'], [422, path, { ...good, requestId: undefined }], [422, path, { ...good, inputs: [] }],
      [422, path, { ...good, inputs: [good.inputs[0], good.inputs[0]] }], [422, path, { ...good, inputs: Array.from({ length: 11 }, (_, i) => ({ callbackParameter: `${i}` })) }],
      [422, path, { ...good, inputs: ['x'] }], [422, path, { ...good, requestId: 'r 1' }], [422, path, { ...good, requestId: '\ud800' }],
      [422, path, { ...good, inputs: [{ callbackParameter: '\ud800' }] }], [422, path, { ...good, entityInstances: 'x' }], [422, path, { ...good, entityInstances: [7] }],
      [400, path, `{"requestId": "r-1", "inputs": [{"callbackParameter": "z"}], "deep": ${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
      [400, cancel, { requestId: 'r-1', records: [{}] }], [400, cancel, { requestId: ['r-1'] }], [404, '/kit/v1/services/nothing', good], [400, path, '['.repeat(100_000)],
    ];
    for (const [status, where, body] of cases) {
      assert.equal((await plugin.send('POST', where, body)).status, status, JSON.stringify(body).slice(0, 80));
    }
    for (const method of ['PUT', 'DELETE', 'PATCH']) assert.equal((await plugin.send(method, path, good)).status, 404, method);
    const keyed = await plugin.send('POST', path, good, { headers: { 'idempotency-key': 'another' } });
    assert.equal(keyed.status, 400);
    assert.ok(!plugin.marks().includes('begun z'));
    assert.equal((await plugin.send('GET', '/kit/v1/invocations/never-sent')).body.code, 'INVOCATION_UNKNOWN');
  });

  test('takes an asynchronous call over, tells how it goes, and calls back', async () => {
    const id = randomUUID();
    const accepted = await plugin.call('work', { w1: { seconds: 0.3 }, w2: {}, w3: { seconds: 'long' } }, { id });
    assert.equal(accepted.status, 202);
    assert.equal((await plugin.call('work', { w1: { seconds: 0.3 }, w2: {}, w3: { seconds: 'long' } }, { id })).status, 202);
    const outcomes = await plugin.callback(id);
    assert.deepEqual([outcomes.w1.outcome, outcomes.w1.lines, outcomes.w2.outcome, outcomes.w3.reason], ['SUCCEEDED', 3, 'SUCCEEDED', 'INVALID_INPUT']);
    const { platform } = plugin;
    assert.equal(platform.outputOf('w1'), 'line 1 of host w1\nline 2 of host w1\nline 3 of host w1\n');
    assert.deepEqual(platform.started.filter((one) => one.startsWith('w')).sort(), ['w1', 'w2']);
    assert.equal(platform.outcomes.get('w1').length, 1);
    if (kit.speaksOfProgress) assert.ok(platform.progress.some((one) => one.callbackParameter === 'w1' && one.percent > 0));
    const status = await plugin.send('GET', `/kit/v1/invocations/${id}`);
    assert.equal(status.body.state, 'FINISHED');
    assert.equal(status.body.results.outputs.length, 3);
    assert.deepEqual(plugin.marks().filter((line) => line.includes(' w')), ['begun w1', 'begun w2', 'ended w1', 'ended w2']);
  });

  test('brings its news to a platform that was away', async () => {
    const id = randomUUID();
    await plugin.call('work', { away: { seconds: 0.2 } }, { id });
    plugin.platform.down = true;
    await plugin.until('a refused report', () => plugin.platform.refused >= 2);
    plugin.platform.down = false;
    assert.equal((await plugin.callback(id)).away.outcome, 'SUCCEEDED');
    assert.equal(plugin.platform.outputOf('away'), 'line 1 of host away\nline 2 of host away\nline 3 of host away\n');
  });

  test('stops the records that are cancelled, and no others', async () => {
    const id = randomUUID();
    await plugin.call('work', { c1: { seconds: 20 }, c2: { seconds: 1 }, c3: { seconds: 20 } }, { id });
    await plugin.until('begun', () => plugin.marks().includes('begun c1'));
    assert.equal((await plugin.send('POST', '/kit/v1/services/work/cancel', { requestId: id, records: ['c1', 'c3'] })).status, 202);
    const outcomes = await plugin.callback(id);
    assert.deepEqual([outcomes.c1.outcome, outcomes.c2.outcome, outcomes.c3.outcome], ['CANCELLED', 'SUCCEEDED', 'CANCELLED']);
    assert.ok(!plugin.marks().includes('ended c1'));
    assert.equal((await plugin.send('POST', '/kit/v1/services/work/cancel', { requestId: 'never-sent' })).status, 404);
  });

  test('stops the work of an attempt that the platform has ended', async () => {
    const id = randomUUID();
    plugin.platform.ended.add(id);
    await plugin.call('work', { gone: { seconds: 20 } }, { id });
    await plugin.until('the end', async () => (await plugin.send('GET', `/kit/v1/invocations/${id}`)).body.state === 'FINISHED');
    assert.ok(!plugin.marks().includes('ended gone'));
  });

  test('goes on after kill -9: what may run twice is done, what may not is done at most once', async () => {
    const [again, once] = [randomUUID(), randomUUID()];
    await plugin.call('work', { k1: { seconds: 1 }, k2: { seconds: 1 }, k3: {} }, { id: again });
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`o${index}`, { seconds: 0.5 }]));
    await plugin.call('once', many, { id: once });
    await plugin.until('begun', () => plugin.marks().includes('begun k1') && plugin.marks().some((line) => line.startsWith('begun o')));
    await plugin.kill();
    const before = plugin.marks().filter((line) => line.startsWith('begun o')).map((line) => line.split(' ')[1]);
    await plugin.run();
    const repeated = await plugin.callback(again);
    assert.deepEqual(Object.values(repeated).map((one) => one.outcome), ['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
    const careful = Object.values(await plugin.callback(once));
    assert.equal(careful.length, 12);
    for (const { callbackParameter: record, outcome, reason } of careful) {
      assert.equal(reason, outcome === 'UNKNOWN' ? 'PLUGIN_RESTARTED' : undefined, record);
      if (before.includes(record)) assert.equal(outcome, 'UNKNOWN', record);
      assert.ok(plugin.marks().filter((line) => line === `begun ${record}`).length <= 1, record);
    }
    assert.ok(careful.filter((one) => one.outcome === 'SUCCEEDED').length >= 4, 'what had not begun is done after the start');
    assert.equal((await plugin.call('once', many, { id: once })).status, 202);
    assert.equal((await plugin.send('GET', `/kit/v1/invocations/${once}`)).body.state, 'FINISHED');
  });

  test('delivers after kill -9 what the platform could not take before', async () => {
    const id = randomUUID();
    plugin.platform.down = true;
    await plugin.call('once', { late: {} }, { id });
    await plugin.until('ended', () => plugin.marks().includes('ended late'));
    await sleep(300);
    await plugin.kill();
    plugin.platform.down = false;
    await plugin.run();
    assert.equal((await plugin.callback(id)).late.outcome, 'SUCCEEDED');
    assert.equal(plugin.platform.outputOf('late'), 'line 1 of host late\nline 2 of host late\nline 3 of host late\n');
  });

  test('runs a synchronous record at most once over a kill', async () => {
    const id = randomUUID();
    const call = plugin.call('greet', { s1: { name: 'Ann', seconds: 5 } }, { id }).catch(() => undefined);
    await plugin.until('begun', () => plugin.marks().includes('begun s1'));
    await plugin.kill();
    await call;
    await plugin.run();
    const answer = await plugin.call('greet', { s1: { name: 'Ann', seconds: 5 } }, { id });
    assert.equal(answer.body.results.outputs[0].outcome, 'UNKNOWN');
    assert.equal(plugin.marks().filter((line) => line === 'begun s1').length, 1);
  });

  test('ends at SIGTERM once its work is told', async () => {
    const id = randomUUID();
    await plugin.call('once', { term: { seconds: 0.6 } }, { id });
    await plugin.until('begun', () => plugin.marks().includes('begun term'));
    assert.deepEqual(await plugin.kill('SIGTERM'), { code: 0, signal: null });
    await plugin.run();
    assert.equal((await plugin.callback(id)).term.outcome, 'SUCCEEDED');
  });

  if (kit.plans) {
    test('tells what a call would do, and does nothing', async () => {
      const request = plugin.request('greet', { p1: { name: 'Ann' }, p2: {} }, randomUUID());
      const answer = await plugin.send('POST', '/kit/v1/services/greet/plan', request);
      assert.deepEqual(answer.body.records[0], { callbackParameter: 'p1', effect: 'CHANGE', summary: 'Greets Ann', changes: [] });
      assert.equal(answer.body.records[1].effect, 'REFUSED');
      assert.ok(!plugin.marks().includes('begun p1'));
    });
  }
}
