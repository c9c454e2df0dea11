import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Core } from './core.mjs';
import { Dispatcher } from './dispatcher.mjs';
import { Entities } from './entities.mjs';
import { Events, unmatched } from './events.mjs';
import { Door, Identity, Keys } from './identity.mjs';
import { Journal } from './journal.mjs';
import { log } from './log.mjs';
import { Manifest } from './manifest.mjs';
import { entityNames, eventHandlers, serviceNames } from './registry.mjs';
import { Sealer } from './sealing.mjs';
import { serve } from './server.mjs';

const [PATIENCE, ANSWERED] = [15_000, 2000];

class CannotStart extends Error {}

/** Imports every module in `services`, `entities` and `events`, which registers the functions in it. */
async function loadModules(folder) {
  for (const part of ['services', 'entities', 'events'].map((name) => join(folder, name))) {
    const modules = existsSync(part) ? readdirSync(part).filter((name) => /\.m?js$/.test(name)).sort() : [];
    for (const name of modules) await import(pathToFileURL(join(part, name)));
  }
}

/** Whatever the manifest promises has its function, and the other way round. */
function checkFunctions(manifest) {
  const problems = [
    ...differing([...manifest.services.keys()], serviceNames(), 'service'),
    ...differing([...manifest.entities.keys()], entityNames(), 'entity'),
    ...unmatched(manifest.events, eventHandlers()),
  ];
  if (problems.length > 0) throw new CannotStart(problems.join('; '));
}

function differing(wanted, found, what) {
  const lacking = wanted.filter((name) => !found.includes(name)).map((name) => `plugin.yaml has the ${what} ${name}, but no function is registered for it`);
  const spare = found.filter((name) => !wanted.includes(name)).map((name) => `a function is registered as ${name}, but plugin.yaml has no such ${what}`);
  return [...lacking, ...spare];
}

/** Where attempts are kept; only services that answer at once can do without a place that outlives the process. */
function journalPath(manifest, env) {
  if (env.SEXTANT_DATA) return join(env.SEXTANT_DATA, 'sextant.jsonl');
  const lasting = [...manifest.services.values()].find((spec) => spec.isAsync);
  if (lasting) throw new CannotStart(`The asynchronous service ${lasting.name} needs a place that outlives the plugin: write 'database: {}' into plugin.yaml`);
  return undefined;
}

function required(env, name) {
  if (!env[name]) throw new CannotStart(`The environment has no ${name}, which the platform sets; start the plugin with ./sextant plugin install`);
  return env[name];
}

async function start(folder, env) {
  const manifest = Manifest.read(join(folder, 'manifest.json'));
  await loadModules(folder);
  checkFunctions(manifest);
  const [gateway, secrets] = [required(env, 'SEXTANT_GATEWAY_URL'), required(env, 'SEXTANT_SECRETS')];
  const identity = new Identity(gateway, manifest.name, join(secrets, 'identity.jwk'));
  const keys = new Keys(gateway, identity);
  const journal = new Journal(journalPath(manifest, env), new Sealer(join(secrets, 'sealing.key')));
  const dispatcher = new Dispatcher(manifest, journal, new Core(gateway, identity));
  const parts = { events: new Events(), entities: new Entities(manifest), dispatcher };
  const server = serve(manifest, new Door(keys, manifest.name), parts);
  dispatcher.resume();
  keys.awaitFirst();
  server.listen(manifest.port, () => log('INFO', `${manifest.name} ${manifest.version} serves ${offered(manifest).join(', ')} on port ${manifest.port}`));
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => stop(parts, server));
}

const offered = (manifest) => [...manifest.services.keys(), ...manifest.entities.keys(), ...manifest.events.map((one) => one.path)];

async function stop(parts, server) {
  log('INFO', 'Stopping');
  await Promise.all(Object.values(parts).map((part) => part.stop(PATIENCE)));
  // What was asked gets its answer before the process ends.
  await Promise.race([new Promise((resolve) => server.close(resolve)), sleep(ANSWERED)]);
  process.exit(0);
}

// A fault in a service's own loose ends must not end the other calls.
process.on('unhandledRejection', (failure) => log('ERROR', 'A promise was rejected and nobody heeded it', failure));
try {
  await start(resolve('.'), process.env);
} catch (reason) {
  log('ERROR', reason instanceof CannotStart ? `The plugin cannot start: ${reason.message}` : 'The plugin cannot start', reason instanceof CannotStart ? undefined : reason);
  process.exit(1);
}
