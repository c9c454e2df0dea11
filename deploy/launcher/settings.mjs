import { existsSync, readFileSync } from 'node:fs';
import { Failure } from './failure.mjs';

const DATABASE = /^SEXTANT_(AUTH|CORE)_DATABASE_(URL|USER|PASSWORD_FILE)$/;
const STORAGE = /^SEXTANT_S3_(URL|CREDENTIALS_FILE)$/;
const OTHERS = /^SEXTANT_(RUNTIME|GATEWAY|STORAGE|SESSION|PACKAGES|RUNS)_(?!URL$)/;
const OWNERS = { 'auth-server': 'AUTH', 'platform-core': 'CORE' };

/** The settings of an installation: the lines `NAME=value` of its home's file `settings.env`, over which the environment goes. */
export function settingsOf(place, env = process.env) {
  const own = Object.fromEntries(Object.entries(env).filter(([name]) => isSetting(name)));
  const settings = { ...fileSettings(place.at('settings.env')), ...own };
  if (settings.SEXTANT_S3_URL && !settings.SEXTANT_S3_CREDENTIALS_FILE) {
    throw new Failure('SEXTANT_S3_URL is set without SEXTANT_S3_CREDENTIALS_FILE', {
      hint: 'Name a file {"accessKey","secretKey"} that only its owner may read, or take both away to use the embedded S3 server.',
    });
  }
  return settings;
}

/** What of them one service is told: each has a database of its own, under the one name that all services know. */
export function settingsFor(settings, service) {
  const told = Object.entries(settings).flatMap(([name, value]) => {
    const [, owner, what] = DATABASE.exec(name) ?? [];
    if (owner) return owner === OWNERS[service.name] ? [[`SEXTANT_DATABASE_${what}`, value]] : [];
    return [[name, value]];
  });
  return Object.fromEntries(told);
}

function isSetting(name) {
  return DATABASE.test(name) || STORAGE.test(name) || OTHERS.test(name);
}

function fileSettings(path) {
  if (!existsSync(path)) return {};
  const lines = readFileSync(path, 'utf8').split('\n');
  return Object.fromEntries(lines.flatMap((line, index) => setting(path, line.trim(), index + 1)));
}

function setting(path, line, number) {
  if (line === '' || line.startsWith('#')) return [];
  const at = line.indexOf('=');
  const name = at > 0 ? line.slice(0, at).trim() : line;
  if (at < 0 || !isSetting(name)) {
    throw new Failure(`${path}, line ${number}: "${name}" is no setting of Sextant`, { hint: 'Each line is NAME=value; docs/settings.md lists the names.' });
  }
  return [[name, line.slice(at + 1).trim()]];
}
