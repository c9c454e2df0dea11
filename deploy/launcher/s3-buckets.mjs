import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readJson, writeJson } from './layout.mjs';

/** The S3 server knows a key only when it starts, so that it is given one for each bucket that a plugin may ever get. */
const READY = 100;
const PREFIX = 'plugin-';

export function pluginBucketsFile(place) {
  return place.at('secrets', 's3-buckets.json');
}

/** Generates once the buckets that are kept ready for plugins, each with a credential of its own; only their owner may read them. */
export function ensurePluginBuckets(place) {
  const path = pluginBucketsFile(place);
  if (!existsSync(path)) {
    writeJson(path, Array.from({ length: READY }, (_, number) => ({
      bucket: PREFIX + String(number).padStart(2, '0'),
      accessKey: randomBytes(10).toString('hex').toUpperCase(),
      secretKey: randomBytes(30).toString('base64url'),
    })));
  }
  return readJson(path);
}

/**
 * Globs for all names that are none of those buckets'. A name that nobody claims is open to every key, so that the platform's key claims
 * all of them.
 */
export function claimsOfThePlatform() {
  const letters = [...PREFIX];
  const others = letters.map((letter, at) => `${PREFIX.slice(0, at)}[!${letter}]*`);
  const shorter = letters.map((_, at) => PREFIX.slice(0, at + 1));
  return [...others, ...shorter, `${PREFIX}[!0-9]*`, `${PREFIX}[0-9]`, `${PREFIX}[0-9][!0-9]*`, `${PREFIX}[0-9][0-9]?*`];
}
