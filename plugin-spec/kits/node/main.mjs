import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Core } from './core.mjs';
import { Dispatcher } from './dispatcher.mjs';
import { Door, Identity, Keys } from './identity.mjs';
import { Journal } from './journal.mjs';
import { log } from './log.mjs';
import { Manifest } from './manifest.mjs';
import { serviceNames } from './registry.mjs';
import { Sealer } from './sealing.mjs';
import { serve } from './server.mjs';

const PATIENCE = 15_000;

class CannotStart extends Error {}

/** Imports every module in `services`, which registers the functions in it. */
async function loadServices(folder) {
  const services = join(folder, 'services');
  const modules = existsSync(services) ? readdirSync(services).filter((name) => /\.m?js$/.test(name)).sort() : [];
  for (const name of modules) await import(pathToFileURL(join(services, name)));
}

function checkServices(manifest) {
  const [wanted, found] = [[...manifest.services.keys()], serviceNames()];
  const lacking = wanted.filter((name) => !found.includes(name)).map((name) => `plugin.yaml has the service ${name}, but no function is registered for it`);
  const spare = found.filter((name) => !wanted.includes(name)).map((name) => `a function is registered as ${name}, but plugin.yaml has no such service`);
  if (lacking.length + spare.length > 0) throw new CannotStart([...lacking, ...spare].join('; '));
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
  await loadServices(folder);
  checkServices(manifest);
  const [gateway, secrets] = [required(env, 'SEXTANT_GATEWAY_URL'), required(env, 'SEXTANT_SECRETS')];
  const identity = new Identity(gateway, manifest.name, join(secrets, 'identity.jwk'));
  const keys = new Keys(gateway, identity);
  const journal = new Journal(journalPath(manifest, env), new Sealer(join(secrets, 'sealing.key')));
  const dispatcher = new Dispatcher(manifest, journal, new Core(gateway, identity));
  const server = serve(manifest, new Door(keys, manifest.name), dispatcher);
  dispatcher.resume();
  keys.awaitFirst();
  server.listen(manifest.port, () => log('INFO', `${manifest.name} ${manifest.version} serves ${serviceNames().join(', ')} on port ${manifest.port}`));
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => stop(dispatcher));
}

async function stop(dispatcher) {
  log('INFO', 'Stopping');
  await dispatcher.stop(PATIENCE);
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
