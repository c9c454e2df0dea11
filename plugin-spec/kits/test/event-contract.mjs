import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { RunningKit } from './kit.mjs';

/** How every kit takes events. */
export function eventContract(kit) {
  describe('events', () => tests(kit));
}

function tests(kit) {
  let plugin;
  let number = 0;
  before(async () => (plugin = await new RunningKit(kit).start()));
  after(() => plugin.away());

  const event = (type, data = {}) => ({ id: String(++number), type, at: '2026-01-01T00:00:00Z', actor: 'user:ann', runId: 'r-1', data: { marker: plugin.marker, ...data } });
  const deliver = (events, more) => plugin.send('POST', '/kit/v1/events', Array.isArray(events) ? { events } : events, more);
  const marksOf = (events) => plugin.marksInOrder().filter((line) => events.some((one) => line.endsWith(` ${one.id}`)));

  test('hands on events in their order and acknowledges them once they are handled', async () => {
    const events = [event('run.changed'), event('node.changed'), event('node.deep.changed'), event('task.changed'), event('run.changed')];
    const { status, body } = await deliver(events);
    assert.deepEqual([status, body], [200, { accepted: events[4].id }]);
    const handled = events.filter((one) => one.type !== 'task.changed').map((one) => `${one.type} ${one.id}`);
    assert.deepEqual(marksOf(events), handled);
  });

  test('acknowledges nothing from the event on that its function failed at, and gets it again', async () => {
    const events = [event('run.changed'), event('run.changed', { fails: 'once' }), event('run.changed')];
    const first = await deliver(events);
    assert.deepEqual([first.status, first.body.accepted], [200, events[0].id]);
    assert.match(first.body.problem, /failed|log says more|ended with/);
    assert.ok(!JSON.stringify(first.body).includes('secret-of-the-log'));
    assert.deepEqual(marksOf(events.slice(2)), []);
    const again = await deliver(events.slice(1));
    assert.deepEqual(again.body, { accepted: events[2].id });
    assert.deepEqual(marksOf(events), events.map((one) => `run.changed ${one.id}`));
    const none = await deliver([event('run.changed', { fails: 'once' })]);
    assert.deepEqual([none.status, 'accepted' in none.body], [200, false]);
  });

  test('handles an event again that it was killed at', async () => {
    const events = [event('run.changed', { awaits: '/nowhere/at/all' }), event('run.changed')];
    const lost = deliver(events).catch(() => 'lost');
    await plugin.until('begun', () => marksOf(events).length > 0);
    await plugin.kill();
    assert.equal(await lost, 'lost');
    await plugin.run();
    const again = events.map((one) => ({ ...one, data: { marker: plugin.marker } }));
    assert.deepEqual((await deliver(again)).body, { accepted: events[1].id });
    assert.deepEqual(marksOf(events), [events[0], ...events].map((one) => `run.changed ${one.id}`));
  });

  test('overtakes no batch that is still being handled', async () => {
    const awaits = join(plugin.home, 'overtaken');
    const events = [event('run.changed', { awaits }), event('run.changed')];
    const first = deliver(events);
    await plugin.until('begun', () => marksOf(events).length > 0);
    const second = await deliver([event('run.changed')]);
    assert.deepEqual([second.status, second.body.code, second.headers.get('retry-after')], [503, 'EVENTS_BUSY', '2']);
    writeFileSync(awaits, '');
    assert.deepEqual((await first).body, { accepted: events[1].id });
  });

  test('refuses batches that are none, and callers without the permission', async () => {
    const before = plugin.marksInOrder().length;
    for (const body of ['{', '[]', { events: 'x' }, {}, { events: [{ id: 7, type: 'run.changed' }] }, { events: [event('run.changed'), null] }]) {
      assert.equal((await deliver(body)).status, 400, JSON.stringify(body));
    }
    assert.equal((await deliver(Array.from({ length: 101 }, () => event('run.changed')))).status, 422);
    const token = plugin.platform.token({ claims: { permissions: ['kit:read', 'kit:manage'] } });
    assert.equal((await deliver([event('run.changed')], { token })).status, 403);
    assert.equal((await deliver([event('run.changed')], { token: null })).status, 401);
    assert.equal(plugin.marksInOrder().length, before);
    assert.equal((await deliver([])).status, 200);
  });

  test('at SIGTERM ends the event that it is at, and begins no other', async () => {
    const awaits = join(plugin.home, 'stopped');
    const events = [event('run.changed', { awaits }), event('run.changed')];
    const answer = deliver(events);
    await plugin.until('begun', () => marksOf(events).length > 0);
    const ended = plugin.kill('SIGTERM');
    await plugin.until('the refusal of one that stops', async () => (await deliver([])).body.code === 'STOPPING');
    writeFileSync(awaits, '');
    const { body } = await answer;
    assert.deepEqual([body.accepted, body.problem], [events[0].id, 'The plugin is being stopped']);
    assert.deepEqual(await ended, { code: 0, signal: null });
    await plugin.run();
  });
}
