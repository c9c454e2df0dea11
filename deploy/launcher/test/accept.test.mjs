import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { acceptArchive, acceptPackage } from '../accept.mjs';
import { zip } from '../../e2e/zip-writer.mjs';

const folder = mkdtempSync(join(tmpdir(), 'accept-'));
after(() => rmSync(folder, { recursive: true }));

const plain = write('plain.zip', { 'plugin.yaml': 'name: x' });
const signed = write('signed.zip', { 'plugin.yaml': 'name: x', 'package.sig': '{}' });
const nobody = async () => undefined;
const never = () => assert.fail('it asks');
const uploaded = { name: 'x', version: '1.0.0', state: 'UPLOADED', signature: { verdict: 'SIGNED' }, olderThan: null };

function write(name, files) {
  const file = join(folder, name);
  writeFileSync(file, zip(Object.entries(files).map(([entry, data]) => ({ name: entry, data }))));
  return file;
}

test('an unsigned archive is refused where nobody can be asked, and says how to have it', async () => {
  await assert.rejects(acceptArchive(plain, {}, nobody), (failure) => /nobody vouches/.test(failure.message) && /--accept-unsigned/.test(failure.hint));
});

test('whoever is asked decides, and only yes is yes', async () => {
  for (const no of ['', 'n', 'no', 'yesterday', ' ']) await assert.rejects(acceptArchive(plain, {}, async () => no));
  for (const yes of ['y', 'Y', 'yes', ' yes\n']) assert.equal((await acceptArchive(plain, {}, async () => yes)).acceptUnsigned, true);
});

test('what was accepted on the command line, or is signed, is not asked for', async () => {
  assert.deepEqual(await acceptArchive(plain, { acceptUnsigned: true }, never), { acceptUnsigned: true });
  assert.deepEqual(await acceptArchive(signed, { acceptUnsigned: false }, never), { acceptUnsigned: false });
  assert.deepEqual(await acceptPackage(uploaded, {}, never), {});
});

test('a strange key and an older version are asked for, each by itself', async () => {
  const asked = [];
  const ask = async (question) => asked.push(question) && 'y';
  const strange = { ...uploaded, signature: { verdict: 'UNKNOWN_KEY', keyId: 'sha256:ab' }, olderThan: '2.0.0' };
  assert.deepEqual(await acceptPackage(strange, {}, ask), { acceptUnsigned: true, acceptOlder: true });
  assert.equal(asked.length, 2);
  assert.match(asked[0], /sha256:ab/);
  assert.match(asked[1], /older than 2\.0\.0/);
  await assert.rejects(acceptPackage(strange, { acceptUnsigned: true }, nobody), (failure) => /--accept-older/.test(failure.hint));
  assert.deepEqual(await acceptPackage({ ...strange, state: 'REGISTERED' }, {}, never), {});
});
