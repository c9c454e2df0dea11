import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomInt } from 'node:crypto';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const DEFAULT_PORT = 8080;

/**
 * Where everything of one installation lies and listens.
 *
 * @param {{port?: number}} options
 * @param {NodeJS.ProcessEnv} env
 */
export function layout(options = {}, env = process.env) {
  const home = resolve(env.SEXTANT_HOME || join(ROOT, '.sextant'));
  const at = (...names) => join(home, ...names);
  const state = readJson(at('run', 'platform.json')) ?? {};
  const port = options.port ?? state.port ?? (Number(env.SEXTANT_PORT) || DEFAULT_PORT);
  return {
    root: ROOT,
    home,
    at,
    state,
    port,
    ports: { gateway: port, core: port + 1, auth: port + 2, s3: port + 3 },
    get installation() {
      return readText(at('installation-id'));
    },
    url: (part) => `http://127.0.0.1:${{ gateway: port, core: port + 1, auth: port + 2, s3: port + 3 }[part]}`,
    log: (name) => at('logs', `${name}.log`),
    pidFile: (name) => at('run', `${name}.pid`),
    passwordFile: at('secrets', 'initial-admin-password'),
  };
}

/** Creates the folders of the installation; only their owner may look inside. */
export function prepareHome(place) {
  const folders = ['', 'secrets', 'secrets/identities', 'data', 'data/s3', 'data/auth-server', 'data/platform-core'];
  for (const folder of [...folders, 'logs', 'run', 'build']) {
    mkdirSync(place.at(folder), { recursive: true, mode: 0o700 });
  }
  ensureInstallationId(place);
}

export function readJson(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

export function writeJson(path, value, mode = 0o600) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`, { mode });
}

/**
 * The id in the home's file `installation-id` labels what this installation owns on a Docker Engine that it may share with others;
 * platform-core reads the same file.
 */
function ensureInstallationId(place) {
  if (place.installation) return;
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
  const id = Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('');
  writeFileSync(place.at('installation-id'), id, { mode: 0o600 });
}

function readText(path) {
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined;
}
