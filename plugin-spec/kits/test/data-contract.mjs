import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { RunningKit } from './kit.mjs';

/** How every kit serves the records of entities. */
export function dataContract(kit) {
  describe('records of entities', () => tests(kit));
}

function tests(kit) {
  let plugin;
  let notes;
  before(async () => {
    plugin = await new RunningKit(kit).start();
    notes = await created(
      { name: 'alpha', text: 'first', size: 1, share: 0.5, open: true, at: '2026-01-01T00:00:00Z', detail: { a: [1] }, tags: ['x', 'y'], key: 'hush-hush' },
      { name: 'beta', size: 20, open: false, at: '2026-01-01T02:00:00+01:00', colour: 'BLUE', tags: ['y'] },
      { name: 'gamma; $(id)', text: 'Third', size: 3, share: 2 },
    );
  });
  after(() => plugin.away());

  async function created(...records) {
    const answer = await plugin.records('create', records);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body.data;
  }

  async function found(filters, more = {}) {
    const additionalFilters = filters.map(([attrName, op, condition]) => ({ attrName, op, condition }));
    const answer = await plugin.records('query', { additionalFilters, ...more });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body.data.map((one) => one.name.split(';')[0]).sort();
  }

  test('shows records as the manifest has them, and of secrets only whether they are set', async () => {
    const { body } = await plugin.records('query', {});
    const alpha = body.data.find((one) => one.name === 'alpha');
    const { id, displayName, ...attributes } = alpha;
    assert.deepEqual([typeof id, displayName], ['string', 'Note alpha']);
    assert.deepEqual(attributes, {
      name: 'alpha', text: 'first', size: 1, share: 0.5, open: true, at: '2026-01-01T00:00:00Z', detail: { a: [1] }, colour: 'RED', tags: ['x', 'y'], key: { set: true },
    });
    const gamma = body.data.find((one) => one.name.startsWith('gamma'));
    assert.deepEqual([gamma.colour, gamma.tags, gamma.key, 'open' in gamma], ['RED', [], { set: false }, false]);
    assert.ok(!JSON.stringify(body).includes('hush-hush'));
    assert.deepEqual([body.status, body.message, 'next' in body], ['OK', '', false]);
  });

  test('finds by every operator what it must find', async () => {
    const cases = [
      [[['name', 'eq', 'beta']], ['beta']], [[['id', 'eq', notes[0].id]], ['alpha']], [[['displayName', 'like', 'beta']], ['beta']],
      [[['size', 'eq', 20]], ['beta']], [[['size', 'eq', '20']], ['beta']], [[['open', 'eq', true]], ['alpha']], [[['size', 'eq', true]], []],
      [[['name', 'neq', 'beta']], ['alpha', 'gamma']], [[['share', 'neq', 0.5]], ['beta', 'gamma']], [[['name', 'in', ['alpha', 'beta', 7]]], ['alpha', 'beta']],
      [[['name', 'in', []]], []], [[['text', 'like', 'ir']], ['alpha', 'gamma']], [[['text', 'notLike', 'first']], ['beta', 'gamma']], [[['tags', 'eq', 'y']], ['alpha', 'beta']],
      [[['size', 'gt', 2]], ['beta', 'gamma']], [[['size', 'lt', 3]], ['alpha']], [[['at', 'gt', '2026-01-01T00:30:00Z']], ['beta']],
      [[['at', 'eq', '2026-01-01T01:00:00.000Z']], ['beta']], [[['text', 'is', null]], ['beta']], [[['text', 'isnot', null]], ['alpha', 'gamma']],
      [[['key', 'is', null]], ['beta', 'gamma']], [[['key', 'isnot', null]], ['alpha']], [[['size', 'gt', 2], ['text', 'isnot', null]], ['gamma']], [[['name', 'gt', 'b']], ['beta', 'gamma']],
    ];
    for (const [filters, wanted] of cases) assert.deepEqual(await found(filters), wanted, JSON.stringify(filters));
    assert.deepEqual(await found([], { search: ' THIRD ' }), ['gamma']);
    assert.deepEqual(await found([['size', 'lt', 10]], { search: 'note' }), ['alpha', 'gamma']);
  });

  test('brings pages that follow each other, and keeps its place when records go', async () => {
    const ids = [];
    let next;
    do {
      const { body } = await plugin.records('query', { limit: 1, ...(next ? { after: next } : {}) });
      assert.equal(body.data.length, 1);
      ids.push(body.data[0].id);
      next = body.next;
    } while (next);
    assert.deepEqual(ids, notes.map((one) => one.id).sort());
    const [extra] = await created({ name: 'passing' });
    const first = await plugin.records('query', { limit: 2 });
    await plugin.records('delete', [{ id: extra.id }, { id: first.body.data[0].id === extra.id ? extra.id : 'never-there' }]);
    const rest = await plugin.records('query', { after: first.body.next });
    const seen = [...first.body.data, ...rest.body.data].map((one) => one.id).filter((id) => id !== extra.id);
    assert.deepEqual([...new Set(seen)].sort(), notes.map((one) => one.id).sort());
  });

  test('refuses queries that are none, and says where', async () => {
    const filter = (attrName, op, condition) => ({ additionalFilters: [{ attrName: 'name', op: 'eq', condition: 'x' }, { attrName, op, condition }] });
    const cases = [
      [filter('nothing', 'eq', 'x'), '/additionalFilters/1'], [filter('__proto__', 'eq', 'x'), '/additionalFilters/1'], [filter('name', 'sounds', 'x'), '/additionalFilters/1'],
      [filter('key', 'eq', 'hush-hush'), '/additionalFilters/1'], [filter('name', 'in', 'x'), '/additionalFilters/1'], [filter('name', 'in', [[]]), '/additionalFilters/1'],
      [filter('name', 'in', Array(10_001).fill('x')), '/additionalFilters/1'], [filter('name', 'is', 'x'), '/additionalFilters/1'], [filter('name', 'like', 7), '/additionalFilters/1'],
      [filter('name', 'eq', { a: 1 }), '/additionalFilters/1'], [filter('name', 'gt'), '/additionalFilters/1'], [{ additionalFilters: ['x'] }, '/additionalFilters/0'],
      [{ additionalFilters: 'x' }, '/additionalFilters'], [{ limit: 0 }, '/limit'], [{ limit: 1001 }, '/limit'], [{ limit: 'many' }, '/limit'], [{ limit: true }, '/limit'],
      [{ after: '%%' }, '/after'], [{ after: 7 }, '/after'], [{ search: 7 }, '/search'],
    ];
    for (const [query, pointer] of cases) {
      const { status, body } = await plugin.records('query', query);
      const what = JSON.stringify(query).slice(0, 200);
      assert.deepEqual([status, body.code, body.errors?.[0].pointer], [422, 'ENTITY_INVALID', pointer], what);
    }
    for (const query of ['[]', '"x"', '{', '['.repeat(100_000)]) assert.equal((await plugin.records('query', query)).status, 400, query.slice(0, 10));
    assert.equal((await plugin.records('query', {}, { entity: 'nothing' })).body.code, 'ENTITY_UNKNOWN');
    assert.equal((await plugin.records('query', {}, { entity: '..%2fnote' })).status, 404);
    const huge = `1${'0'.repeat(400)}`;
    for (const op of ['eq', 'gt', 'lt']) {
      const query = JSON.stringify({ additionalFilters: [{ attrName: 'share', op, condition: 'HUGE' }] }).replace('"HUGE"', huge);
      assert.ok([200, 422].includes((await plugin.records('query', query)).status), op);
    }
    assert.equal((await plugin.records('query', `{"limit": ${huge}}`)).status, 422);
    assert.deepEqual(await found([], { laterField: 1 }), ['alpha', 'beta', 'gamma']);
  });

  test('lets in who may read, and who may write', async () => {
    const token = (permission) => ({ token: plugin.platform.token({ claims: { permissions: [permission] } }) });
    for (const [verb, permission] of [['query', 'kit:invoke'], ['query', 'kit:manage'], ['create', 'kit:read'], ['update', 'kit:invoke'], ['delete', 'other:manage']]) {
      assert.equal((await plugin.records(verb, verb === 'query' ? {} : [{ name: 'x' }], token(permission))).status, 403, `${verb} ${permission}`);
    }
    assert.equal((await plugin.records('query', {}, { token: null })).status, 401);
    assert.equal((await plugin.records('query', {}, token('*:read'))).status, 200);
  });

  test('changes what an update names and nothing else; a secret stays, is changed, or goes', async () => {
    const [note] = await created({ name: 'changing', text: 'before', size: 5, key: 'first-secret' });
    const update = async (changes) => {
      const answer = await plugin.records('update', [{ id: note.id, ...changes }]);
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      return answer.body.data[0];
    };
    assert.deepEqual(await update({ text: 'after' }), { ...note, text: 'after' });
    assert.equal((await update({ name: 'renamed' })).displayName, 'Note renamed');
    assert.deepEqual((await update({ key: { set: true } })).key, { set: true });
    assert.deepEqual((await update({ key: { set: false } })).key, { set: false });
    assert.deepEqual((await update({ key: { set: true }, text: null, size: 6 })).key, { set: false });
    const { body } = await plugin.records('query', { additionalFilters: [{ attrName: 'id', op: 'eq', condition: note.id }] });
    assert.deepEqual([body.data[0].text, body.data[0].size, body.data[0].name], [undefined, 6, 'renamed']);
    assert.equal((await plugin.records('delete', [{ id: note.id }])).status, 200);
    assert.equal((await plugin.records('delete', [{ id: note.id }])).status, 200);
    assert.equal((await plugin.records('update', [{ id: note.id, text: 'x' }])).body.code, 'ENTITY_RECORD_UNKNOWN');
  });

  test('writes all records of a call or none, and says what is wrong where', async () => {
    const good = { name: 'good' };
    const [alpha] = notes;
    const cases = [
      ['create', [good, { name: 7 }], '/1/name'], ['create', [good, {}], '/1/name'], ['create', [good, { name: '' }], '/1/name'], ['create', [good, { name: 'x', 'a/b~': 1 }], '/1/a~1b~0'],
      ['create', [good, { name: 'x', id: 'mine' }], '/1/id'], ['create', [good, { name: 'x', size: 1.5 }], '/1/size'], ['create', [good, { name: 'x', size: true }], '/1/size'],
      ['create', [good, { name: 'x', share: 'much' }], '/1/share'], ['create', [good, { name: 'x', open: 'yes' }], '/1/open'], ['create', [good, { name: 'x', at: '2026-02-30T00:00:00Z' }], '/1/at'],
      ['create', [good, { name: 'x', at: 'soon' }], '/1/at'], ['create', [good, { name: 'x', detail: [] }], '/1/detail'], ['create', [good, { name: 'x', colour: 'GREEN' }], '/1/colour'],
      ['create', [good, { name: 'x', tags: 'y' }], '/1/tags'], ['create', [good, { name: 'x', tags: [1] }], '/1/tags'], ['create', [good, { name: 'x', key: { set: true } }], '/1/key'],
      ['create', [good, { name: 'forbidden' }], '/1/name'], ['update', [{ id: alpha.id, size: 'x' }], '/0/size'], ['update', [{ id: alpha.id, name: null }], '/0/name'],
      ['update', [{ name: 'x' }], '/0/id'], ['update', [{ id: 7 }], '/0/id'], ['delete', [{ id: alpha.id }, {}], '/1/id'],
    ];
    for (const [verb, records, pointer] of cases) {
      const { status, body } = await plugin.records(verb, records);
      assert.deepEqual([status, body.code, body.errors?.[0].pointer], [422, 'ENTITY_INVALID', pointer], JSON.stringify([verb, records]));
    }
    for (const body of [[], Array(1001).fill(good), [null], ['x']]) assert.equal((await plugin.records('create', body)).status, 422, JSON.stringify(body).slice(0, 40));
    assert.equal((await plugin.records('create', good)).status, 400);
    assert.equal((await plugin.records('update', [{ id: alpha.id }, { id: alpha.id }])).status, 422);
    assert.equal((await plugin.records('update', [{ id: alpha.id, text: 'x' }, { id: 'nobody', text: 'x' }])).status, 404);
    assert.deepEqual(await found([]), ['alpha', 'beta', 'gamma']);
    assert.equal((await plugin.records('query', { additionalFilters: [{ attrName: 'text', op: 'eq', condition: 'x' }] })).body.data.length, 0);
  });

  test('lays no write over another that comes at the same time', async () => {
    const [note] = await created({ name: 'counted', tags: [] });
    const names = ['text', 'size', 'share', 'open', 'at', 'detail', 'colour'];
    const values = ['t', 9, 0.25, true, '2027-01-01T00:00:00Z', { b: 2 }, 'BLUE'];
    const answers = await Promise.all(names.map((name, index) => plugin.records('update', [{ id: note.id, [name]: values[index] }])));
    assert.ok(answers.every((one) => one.status === 200));
    const { body } = await plugin.records('query', { additionalFilters: [{ attrName: 'id', op: 'eq', condition: note.id }] });
    assert.deepEqual(names.map((name) => body.data[0][name]), values);
    await plugin.records('delete', [{ id: note.id }]);
  });

  test('does not tell a stranger why a function failed', async () => {
    const answer = await plugin.records('create', [{ name: `broken ${randomUUID()}` }]);
    assert.deepEqual([answer.status, answer.body.code], [500, 'INTERNAL']);
    assert.ok(!JSON.stringify(answer.body).includes('secret-of-the-log'));
  });
}
