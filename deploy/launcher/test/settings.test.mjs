import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { layout } from '../layout.mjs';
import { servicesOf } from '../services.mjs';
import { settingsFor, settingsOf } from '../settings.mjs';

let place;
beforeEach(() => (place = layout({}, { SEXTANT_HOME: mkdtempSync(join(tmpdir(), 'sextant-settings-')) })));
afterEach(() => rmSync(place.home, { recursive: true, force: true }));

const core = { name: 'platform-core' };
const auth = { name: 'auth-server' };
const gateway = { name: 'api-gateway' };

function write(...lines) {
  writeFileSync(place.at('settings.env'), lines.join('\n'));
}

test('each service is told its own database, and no other', () => {
  write('# databases', 'SEXTANT_CORE_DATABASE_URL=jdbc:mariadb://db/core?a=b', 'SEXTANT_AUTH_DATABASE_URL = jdbc:mariadb://db/auth', '');
  const settings = settingsOf(place, {});
  assert.deepEqual(settingsFor(settings, core), { SEXTANT_DATABASE_URL: 'jdbc:mariadb://db/core?a=b' });
  assert.deepEqual(settingsFor(settings, auth), { SEXTANT_DATABASE_URL: 'jdbc:mariadb://db/auth' });
  assert.deepEqual(settingsFor(settings, gateway), {});
});

test('the environment goes over the file, and brings settings only', () => {
  write('SEXTANT_CORE_DATABASE_USER=file');
  const settings = settingsOf(place, { SEXTANT_CORE_DATABASE_USER: 'environment', SEXTANT_GATEWAY_URL: 'http://elsewhere', SEXTANT_HOME: '/x', PATH: '/bin' });
  assert.deepEqual(settings, { SEXTANT_CORE_DATABASE_USER: 'environment' });
});

test('a line that is no setting is refused with its place', () => {
  write('SEXTANT_CORE_DATABASE_USER=core', 'SEXTANT_CORE_DATABSE_URL');
  assert.throws(() => settingsOf(place, {}), /settings\.env, line 2: "SEXTANT_CORE_DATABSE_URL"/);
  write('PATH=/tmp');
  assert.throws(() => settingsOf(place, {}), /line 1: "PATH"/);
});

test('with an S3 server of one’s own the embedded one is not run', () => {
  assert.ok(servicesOf(place).some(({ name }) => name === 's3'));
  write('SEXTANT_S3_URL=https://s3.example', 'SEXTANT_S3_CREDENTIALS_FILE=/etc/sextant/s3.json');
  assert.deepEqual(servicesOf(place).map(({ name }) => name), ['auth-server', 'platform-core', 'api-gateway']);
  write('SEXTANT_S3_URL=https://s3.example');
  assert.throws(() => settingsOf(place, {}), /SEXTANT_S3_CREDENTIALS_FILE/);
});
