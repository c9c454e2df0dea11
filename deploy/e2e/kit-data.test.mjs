import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { waitFor } from '../launcher/api.mjs';
import { BUILT_HERE, installPlugin, waitForRoute } from '../launcher/plugins.mjs';
import { developer, ended, pluginContainer, runScript, sharedPlatform } from './harness.mjs';
import { docker } from '../launcher/docker.mjs';

const folder = mkdtempSync(join(tmpdir(), 'sextant-kit-data-'));
let platform;

before(async () => (platform = await sharedPlatform()));
after(() => rmSync(folder, { recursive: true, force: true }));

const MANIFEST = (name) => `
entities:
  - name: note
    title: {en: Note}
    attributes:
      - {name: name, type: string, required: true}
      - {name: text, type: text}
      - {name: size, type: integer}
      - {name: tags, type: string, many: true}
      - {name: key, type: secret}
events:
  - {types: [run.changed], path: /${name}/v1/events}
`;

/** Notes in one file, one more for each event: the event's id is the note's, so that an event that comes twice makes one note. */
const PYTHON = `
import json, os, pathlib, threading, uuid
from sextant import create, delete, entity, on_event, update

FILE = pathlib.Path(os.environ["SEXTANT_DATA"], "notes.json")
LOCK = threading.Lock()

def notes():
    return json.loads(FILE.read_text()) if FILE.exists() else {}

def keep(records):
    with LOCK:
        part = FILE.with_suffix(".part")
        part.write_text(json.dumps({**notes(), **{one["id"]: one for one in records}}))
        part.rename(FILE)
    return records

@entity("note")
def read():
    return notes().values()

@create("note")
def add(records):
    return keep([{**one, "id": str(uuid.uuid4()), "displayName": one["name"]} for one in records])

@update("note")
def change(records):
    return keep(records)

@delete("note")
def remove(ids):
    with LOCK:
        FILE.write_text(json.dumps({id: one for id, one in notes().items() if id not in ids}))

@on_event("run.changed")
def note(event):
    keep([{"id": f"event-{event.id}", "displayName": event.type, "name": event.run_id, "text": event.data["state"], "size": len(notes())}])
`;
const NODE = `
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { entity, onEvent } from 'sextant';

const file = process.env.SEXTANT_DATA + '/notes.json';
const notes = () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});

function write(all) {
  writeFileSync(file + '.part', JSON.stringify(all));
  renameSync(file + '.part', file);
}

function keep(records) {
  write({ ...notes(), ...Object.fromEntries(records.map((one) => [one.id, one])) });
  return records;
}

entity('note', () => Object.values(notes()), {
  create: (records) => keep(records.map((one) => ({ ...one, id: randomUUID(), displayName: one.name }))),
  update: keep,
  delete: (ids) => write(Object.fromEntries(Object.entries(notes()).filter(([id]) => !ids.includes(id)))),
});

onEvent('run.changed', ({ id, type, runId, data }) => {
  keep([{ id: 'event-' + id, displayName: type, name: runId, text: data.state, size: Object.keys(notes()).length }]);
});
`;

async function packed(name, language, file, code) {
  const project = join(folder, name);
  await developer(platform.place, 'plugin', 'new', name, '--language', language, '--directory', project);
  appendFileSync(join(project, 'plugin.yaml'), MANIFEST(name));
  mkdirSync(dirname(join(project, file)), { recursive: true });
  writeFileSync(join(project, file), code);
  await developer(platform.place, 'plugin', 'pack', project, '--output', `${project}.sextant.zip`);
  return `${project}.sextant.zip`;
}

async function query(name, filters) {
  const additionalFilters = filters.map(([attrName, op, condition]) => ({ attrName, op, condition }));
  const { data } = await platform.api.post(`/${name}/entities/note/query`, { additionalFilters, limit: 1000 });
  return data;
}

for (const [name, language, file, code] of [['python-notes', 'python', 'entities/note.py', PYTHON], ['node-notes', 'node', 'entities/note.mjs', NODE]]) {
  test(`a plugin in ${language} keeps records, and notes what happens on the platform`, async () => {
    const { api, place, hosts } = platform;
    const archive = await packed(name, language, file, code);
    await developer(place, 'plugin', 'test', archive);
    await installPlugin(place, api, name, archive, { accept: BUILT_HERE });
    await waitForRoute(api, `/${name}/entities/note/query`, { json: {} });

    const { data: made } = await api.post(`/${name}/entities/note/create`, [{ name: 'one', key: 'hush' }, { name: 'two', size: 2, tags: ['x'] }]);
    await api.post(`/${name}/entities/note/update`, [{ id: made[0].id, text: 'changed' }]);
    assert.deepEqual(await query(name, [['id', 'eq', made[0].id]]), [{ id: made[0].id, displayName: 'one', name: 'one', text: 'changed', tags: [], key: { set: true } }]);
    assert.deepEqual((await query(name, [['size', 'gt', 1], ['id', 'in', made.map((one) => one.id)]])).map((one) => one.name), ['two']);
    assert.equal((await api.send('POST', `/${name}/entities/note/create`, { json: [{ name: 7 }] })).status, 422);

    const container = await pluginContainer(place, name);
    const first = await runScript(api, hosts, 'echo before', { name: `e2e ${name}` });
    await docker(['kill', '--signal', 'KILL', container.id]);
    await ended(api, first.id);
    const second = await runScript(api, hosts, 'echo after', { name: `e2e ${name}` });
    await ended(api, second.id);
    for (const run of [first, second]) {
      const events = await waitFor(`The events of ${run.id}`, () => query(name, [['name', 'eq', run.id], ['id', 'like', 'event-']]), (notes) => notes.some((one) => one.text === 'SUCCEEDED'), { patience: 90_000 });
      const inOrder = events.sort((one, other) => one.size - other.size).map((one) => Number(one.id.slice('event-'.length)));
      assert.deepEqual(inOrder, [...inOrder].sort((one, other) => one - other));
    }
  });
}
