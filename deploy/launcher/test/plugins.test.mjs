import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { removeOutdated } from '../plugins.mjs';
import { zip } from '../../e2e/zip-writer.mjs';

let folder;
before(() => { folder = mkdtempSync(join(tmpdir(), 'sextant-plugins-')); });
after(() => rmSync(folder, { recursive: true, force: true }));

/** The place of a launcher, as far as plugins ask for it. */
const place = () => ({ at: (...parts) => join(folder, ...parts) });

function archive(name) {
  const file = join(folder, `${name}.zip`);
  writeFileSync(file, zip([{ name: 'plugin.yaml', data: `name: ${name}\nversion: 1.0.0\n` }]));
  return file;
}

/** Packages as the core keeps them: one that another one requires is not decommissioned. A stand-in, since only the order of the calls is of interest. */
class Packages {
  constructor(...packages) {
    this.packages = packages;
    this.calls = [];
  }

  async all(path) {
    return path.includes('plugin-instances') ? [] : this.packages.filter(({ name }) => path.includes(`search=${name}`));
  }

  async get() {
    return { confirmation: 'seen' };
  }

  async post(path, body) {
    assert.deepEqual(body, { force: true, confirmation: 'seen' });
    const id = path.split('/')[4];
    const required = this.packages.some((other) => other.requires === id);
    if (required) throw new Error(`${id} is required`);
    this.calls.push(`decommission ${id}`);
  }

  async call(method, path) {
    const id = path.split('/').pop();
    this.packages = this.packages.filter((one) => one.id !== id);
    this.calls.push(`${method} ${id}`);
  }
}

const stored = (name, digest, requires) => ({ id: name, name, version: '1.0.0', state: 'REGISTERED', digest, requires });

test('a plugin that was built anew goes after those that require it', async () => {
  const packages = new Packages(stored('a', 'old'), stored('b', 'old', 'a'));

  await removeOutdated(place(), packages, [archive('a'), archive('b')]);

  assert.deepEqual(packages.calls, ['decommission b', 'DELETE b', 'decommission a', 'DELETE a']);
});

test('what is as it was built stays, and so does what comes before the first one that was not', async () => {
  const { digestOfFile } = await import('../fingerprint.mjs');
  const [first, second] = [archive('a'), archive('b')];
  const packages = new Packages(stored('a', await digestOfFile(first)), stored('b', 'old', 'a'));

  await removeOutdated(place(), packages, [first, second]);

  assert.deepEqual(packages.calls, ['decommission b', 'DELETE b']);
});

test('nothing happens on a platform without plugins', async () => {
  const packages = new Packages();

  await removeOutdated(place(), packages, [archive('a'), archive('b')]);

  assert.deepEqual(packages.calls, []);
});
