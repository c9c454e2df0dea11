import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bootLaunch, s3Launch } from './runtime-images.mjs';
import { readJson, writeJson } from './layout.mjs';
import { pluginBucketsFile } from './s3-buckets.mjs';
import { settingsFor, settingsOf } from './settings.mjs';

/**
 * The processes of the platform in the order in which they are told of. `needs` are files that must exist before the process starts:
 * auth-server writes the identities of the others at its first start.
 */
export const SERVICES = [
  { name: 's3', port: 's3', heap: '64m', module: undefined, needs: [] },
  { name: 'auth-server', port: 'auth', heap: '96m', module: 'auth-server', needs: [] },
  { name: 'platform-core', port: 'core', heap: '224m', module: 'platform-core', needs: ['secrets/identities/platform-core.jwk'] },
  { name: 'api-gateway', port: 'gateway', heap: '160m', module: 'api-gateway', needs: ['secrets/identities/api-gateway.jwk'] },
];

/** The services that this installation runs itself: without the S3 server when it uses another one. */
export function servicesOf(place) {
  return settingsOf(place).SEXTANT_S3_URL ? SERVICES.filter((service) => service.name !== 's3') : SERVICES;
}

/** What a service is told by its environment: names and places, never a secret. */
export function serviceEnvironment(place, service, jdk) {
  const passed = ['PATH', 'HOME', 'TZ', 'LANG', 'DOCKER_HOST', 'DOCKER_CERT_PATH', 'DOCKER_TLS_VERIFY'];
  const inherited = Object.fromEntries(passed.filter((name) => process.env[name]).map((name) => [name, process.env[name]]));
  return {
    ...embeddedStorage(place),
    ...inherited,
    ...settingsFor(settingsOf(place), service),
    JAVA_HOME: jdk,
    MALLOC_ARENA_MAX: '2',
    SEXTANT_HOME: place.home,
    SERVER_PORT: String(place.ports[service.port]),
    SEXTANT_GATEWAY_URL: place.url('gateway'),
    SEXTANT_CORE_URL: place.url('core'),
    SEXTANT_AUTH_URL: place.url('auth'),
    SEXTANT_RUNTIME_TARGETS_NETWORK: targetsNetwork(place),
  };
}

/** Where the embedded S3 server is, and which of its buckets are plugins'; a setting names another server, which has none of these. */
function embeddedStorage(place) {
  return settingsOf(place).SEXTANT_S3_URL ? {} : { SEXTANT_S3_URL: place.url('s3'), SEXTANT_S3_BUCKETS_FILE: pluginBucketsFile(place) };
}

/** The network on which the demo's hosts stand, one for each installation. */
export function targetsNetwork(place) {
  return `sextant-targets-${place.installation}`;
}

/** The command that starts a service: {command, args, cwd}. */
export function serviceCommand(place, service, jdk) {
  return service.name === 's3' ? s3Launch(place, service, jdk) : bootLaunch(place, service, jdk);
}

/** Where a running service answers whether it is well. */
export function healthUrl(place, service) {
  return service.name === 's3' ? `${place.url('s3')}/` : `${place.url(service.port)}/actuator/health`;
}

/** Any answer of the S3 server will do (it refuses strangers); the services say it themselves. */
export async function isHealthy(place, service) {
  try {
    const answer = await fetch(healthUrl(place, service), { signal: AbortSignal.timeout(2000) });
    await answer.arrayBuffer();
    return service.name === 's3' ? answer.status < 500 : answer.ok;
  } catch {
    return false;
  }
}

/** Generates the credentials of the S3 server once; only their owner may read them. */
export function ensureS3Credentials(place) {
  const path = place.at('secrets', 's3.json');
  if (!existsSync(path)) {
    writeJson(path, { accessKey: randomBytes(10).toString('hex').toUpperCase(), secretKey: randomBytes(30).toString('base64url') });
  }
  return readJson(path);
}

export function missingNeeds(place, service) {
  return service.needs.filter((file) => !existsSync(join(place.home, file)));
}
