import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { s3Jar, serviceJar } from './build.mjs';
import { dim, say } from './console.mjs';
import { digestOfFile, digestOfText } from './fingerprint.mjs';
import { answers, freePorts } from './ports.mjs';
import { run } from './run-command.mjs';
import { claimsOfThePlatform, ensurePluginBuckets } from './s3-buckets.mjs';

/** The same collector and object layout in training and in running: an AOT cache is refused otherwise. */
const FLAGS = ['-XX:+UseSerialGC', '-XX:+UseCompactObjectHeaders', '-Xss512k'];
const S3_FLAGS = ['-XX:TieredStopAtLevel=1'];
/** A heap that starts small and gives memory back: most of these services are idle most of the time. */
const RUNNING = ['-Xms24m', '-XX:MinHeapFreeRatio=15', '-XX:MaxHeapFreeRatio=30', '-XX:-ShrinkHeapInSteps', '-XX:+ExitOnOutOfMemoryError', '-XX:ReservedCodeCacheSize=96m', '-XX:MaxMetaspaceSize=256m'];

/** How a Spring Boot service is started: from its extracted jar with the AOT cache, when that could be made. */
export function bootLaunch(place, service, jdk) {
  const folder = current(place, service.name);
  return javaCommand(jdk, folder, service.heap, ['-jar', jarIn(folder)]);
}

export function s3Launch(place, service, jdk) {
  const credentials = JSON.parse(readFileSync(place.at('secrets', 's3.json'), 'utf8'));
  const write = (name, keys, claims) => writeS3Properties(join(place.at('run', 's3'), `${name}.properties`), place.url('s3'), place.at('data', 's3'), keys, claims);
  mkdirSync(place.at('run', 's3'), { recursive: true, mode: 0o700 });
  const files = [write('platform', credentials, claimsOfThePlatform()), ...ensurePluginBuckets(place).map((one) => write(one.bucket, one, [one.bucket]))];
  return javaCommand(jdk, current(place, 's3'), service.heap, s3Arguments(...files), [...S3_FLAGS, '-DLOG_LEVEL=warn']);
}

/** Each file brings a key and the buckets that it alone opens. */
function s3Arguments(...files) {
  return ['-jar', 's3proxy.jar', ...files.flatMap((file) => ['--properties', file])];
}

function javaCommand(jdk, folder, heap, args, more = []) {
  const cache = existsSync(join(folder, 'app.aot')) ? ['-XX:AOTCache=app.aot', '-Xlog:aot=off', '-Xlog:cds=off'] : [];
  return { command: join(jdk, 'bin', 'java'), cwd: folder, args: [...FLAGS, ...RUNNING, `-Xmx${heap}`, ...cache, ...more, ...args] };
}

/**
 * Extracts the services' jars and trains their AOT caches, each once for a jar and a JDK. A service without a cache starts too, only
 * slower: a failed training is told and is no failure.
 */
export async function prepareRuntimes(place, steps, jdk, services) {
  const stale = [];
  for (const service of services) {
    const jar = service.module ? serviceJar(place.root, service.module) : s3Jar(place.root);
    const release = readFileSync(join(jdk, 'release'), 'utf8');
    const trained = process.env.SEXTANT_NO_AOT ? 'plain' : 'trained';
    const id = digestOfText(await digestOfFile(jar), release, FLAGS.join(' '), service.heap, trained).slice(0, 16);
    if (!existsSync(join(runtimes(place), service.name, id, '.ready'))) stale.push({ service, jar, id });
  }
  if (stale.length === 0) return;
  const names = stale.map(({ service }) => service.name);
  await steps.step(`Start caches of ${names.join(', ')}`, async () => {
    for (const one of stale) await prepareOne(place, jdk, one);
  }, `aot ${names.length}`);
}

async function prepareOne(place, jdk, { service, jar, id }) {
  const parent = join(runtimes(place), service.name);
  mkdirSync(parent, { recursive: true });
  const folder = join(parent, id);
  rmSync(folder, { recursive: true, force: true });
  await extract(jdk, service, jar, folder);
  if (!process.env.SEXTANT_NO_AOT) await train(place, jdk, service, folder).catch((failure) => withoutCache(service, folder, failure));
  writeFileSync(join(folder, '.ready'), '');
  writeFileSync(join(parent, 'current.part'), id);
  renameSync(join(parent, 'current.part'), join(parent, 'current'));
  for (const old of readdirSync(parent).filter((name) => name !== id && name !== 'current')) {
    rmSync(join(parent, old), { recursive: true, force: true });
  }
}

function withoutCache(service, folder, failure) {
  rmSync(join(folder, 'app.aot'), { force: true });
  say(dim(`    ${service.name} starts without an AOT cache: ${failure.message.split('\n')[0]}`));
}

async function extract(jdk, service, jar, folder) {
  const java = join(jdk, 'bin', 'java');
  if (service.module) {
    await run(java, ['-Djarmode=tools', '-jar', jar, 'extract', '--destination', folder]);
  } else {
    mkdirSync(folder, { recursive: true });
    await run('cp', [jar, join(folder, 's3proxy.jar')]);
  }
}

/**
 * Runs the service once in a home of its own until its context stands (the S3 server: until it listens, then it is told to end), and lets
 * the JVM write down what it loaded and linked.
 */
async function train(place, jdk, service, folder) {
  const home = mkdtempSync(join(tmpdir(), 'sextant-training-'));
  try {
    const [port] = await freePorts(1);
    const env = { PATH: process.env.PATH, HOME: home, ...trainingEnvironment(home, port) };
    const flags = [...FLAGS, `-Xmx${service.heap}`, '-XX:AOTCacheOutput=app.aot'];
    const options = { cwd: folder, env, log: place.log(`training-${service.name}`), timeout: 180_000 };
    const java = join(jdk, 'bin', 'java');
    if (service.module) {
      await run(java, [...flags, '-Dspring.context.exit=onRefresh', '-jar', jarIn(folder)], options);
    } else {
      const properties = writeS3Properties(join(home, 's3proxy.properties'), `http://127.0.0.1:${port}`, join(home, 'data/s3'), {});
      const onStart = (child) => answers(port).then(() => child.kill('SIGTERM'));
      await run(java, [...flags, ...S3_FLAGS, '-DLOG_LEVEL=warn', ...s3Arguments(properties)], { ...options, onStart, allowFailure: true });
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function trainingEnvironment(home, port) {
  for (const folder of ['secrets/identities', 'data/s3', 'data/auth-server', 'data/platform-core', 'logs', 'run']) {
    mkdirSync(join(home, folder), { recursive: true, mode: 0o700 });
  }
  writeFileSync(join(home, 'secrets', 's3.json'), JSON.stringify({ accessKey: 'training', secretKey: 'training-only' }), { mode: 0o600 });
  const nowhere = 'http://127.0.0.1:9';
  return {
    SEXTANT_HOME: home,
    SERVER_PORT: String(port),
    SEXTANT_TRAINING: 'true',
    SEXTANT_GATEWAY_URL: nowhere,
    SEXTANT_CORE_URL: nowhere,
    SEXTANT_AUTH_URL: nowhere,
    SEXTANT_S3_URL: nowhere,
  };
}

/** The S3 server reads its settings, credentials among them, from a file that only its owner may read. */
function writeS3Properties(path, endpoint, folder, { accessKey = 'training', secretKey = 'training' }, claims = []) {
  const lines = {
    's3proxy.endpoint': endpoint,
    's3proxy.authorization': 'aws-v2-or-v4',
    's3proxy.identity': accessKey,
    's3proxy.credential': secretKey,
    'jclouds.provider': 'filesystem-nio2',
    'jclouds.filesystem.basedir': folder,
    ...Object.fromEntries(claims.map((claim, at) => [`s3proxy.bucket-locator.${at + 1}`, claim])),
  };
  writeFileSync(path, Object.entries(lines).map(([key, value]) => `${key}=${value}\n`).join(''), { mode: 0o600 });
  return path;
}

function runtimes(place) {
  return join(place.root, 'target', 'runtimes');
}

function current(place, name) {
  const parent = join(runtimes(place), name);
  return join(parent, readFileSync(join(parent, 'current'), 'utf8'));
}

function jarIn(folder) {
  return readdirSync(folder).find((name) => name.endsWith('.jar'));
}
