import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { layout } from '../layout.mjs';
import { claimsOfThePlatform, ensurePluginBuckets, pluginBucketsFile } from '../s3-buckets.mjs';

/** What Java's globs mean, as far as they are used. */
const asRegExp = (glob) => new RegExp(`^${glob.replace(/\[!/g, '[^').replace(/\*/g, '.*').replace(/\?/g, '.')}$`);

test('the buckets of plugins have keys of their own, which stay', () => {
  const place = layout({}, { SEXTANT_HOME: mkdtempSync(join(tmpdir(), 'sextant-buckets-')) });
  try {
    const ready = ensurePluginBuckets(place);
    assert.equal(new Set(ready.map(({ bucket }) => bucket)).size, 100);
    assert.equal(new Set(ready.flatMap(({ accessKey, secretKey }) => [accessKey, secretKey])).size, 200);
    assert.deepEqual(ensurePluginBuckets(place), ready);
    assert.equal(statSync(pluginBucketsFile(place)).mode & 0o777, 0o600);
  } finally {
    rmSync(place.home, { recursive: true, force: true });
  }
});

test('every other name is the platform’s', () => {
  const claims = claimsOfThePlatform().map(asRegExp);
  const claimed = (name) => claims.some((claim) => claim.test(name));
  for (const name of ['sextant-core', 'a', 'p', 'plug', 'plugin', 'plugin-', 'plugin-1', 'plugin-a', 'plugin-zz', 'plugin-001', 'plugin-0a', 'plugin-00a', 'plugins', 'plugin_00', 'x.plugin-00', '0', '-', 'pluginn-00']) {
    assert.equal(claimed(name), true, name);
  }
  for (let number = 0; number < 100; number++) assert.equal(claimed(`plugin-${String(number).padStart(2, '0')}`), false);
});
