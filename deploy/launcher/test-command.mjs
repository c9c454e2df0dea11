import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, noteBuilt, runMaven, sourcesOf } from './build.mjs';
import { bold, dim, green, red, say } from './console.mjs';
import { ensureHostImage } from './demo-hosts.mjs';
import { Failure } from './failure.mjs';
import { layout, readJson } from './layout.mjs';
import { stopPlatform } from './platform.mjs';
import { ensurePrerequisites, findJdk } from './prerequisites.mjs';
import { prepareRuntimes } from './runtime-images.mjs';
import { run } from './run-command.mjs';
import { SERVICES } from './services.mjs';
import { junitResults } from './test-results.mjs';

const STAGES = ['launcher', 'kits', 'maven', 'e2e'];
const E2E = 'deploy/e2e';
const LANES = 2;
const FIRST_PORT = 20800;
const PORTS_OF_A_LANE = 400;

/**
 * Runs everything that must pass before a change lands: the launcher's own tests, those of the plugin kits, `mvn verify` over all modules (unit, contract,
 * integration, the portal's), and the end-to-end tests on a platform of their own. `--only STAGE[,…]` runs a part.
 */
export async function test(place, { options, words }, { steps, takeBack }) {
  const stages = options.only ? options.only.split(',') : STAGES;
  const unknown = stages.find((stage) => !STAGES.includes(stage));
  if (unknown) throw new Failure(`There is no stage ${unknown}`, { hint: `Stages: ${STAGES.join(', ')}`, exitCode: 2 });
  await ensurePrerequisites('build', 'run', 'demo', 'test');
  const jdk = findJdk();
  const results = [];
  if (stages.includes('launcher')) results.push(await nodeTests(place, steps, 'Launcher tests', 'deploy/launcher/test', 'launcher'));
  if (stages.includes('kits')) results.push(await nodeTests(place, steps, 'Tests of the plugin kits', 'plugin-spec/kits/test', 'kits'));
  if (stages.includes('maven')) results.push(await mavenVerify(place, steps));
  if (stages.includes('e2e')) results.push(await endToEnd(place, steps, jdk, { words, takeBack }));
  tell(results, options.json);
}

async function mavenVerify(place, steps) {
  return steps.step('mvn verify of all modules', async () => {
    await run(join(place.root, 'deploy/images/base.sh'), [], { log: place.log('build') });
    const log = place.log('verify');
    rmSync(log, { force: true });
    const onLine = (line) => {
      const module = /Building (Sextant\S*.*?) \S+\s+\[(\d+)\/(\d+)\]/.exec(line);
      if (module) say(dim(`    ${module[2]}/${module[3]} ${module[1]}`));
      if (/(ERROR|FAILURE).*(Tests|Test)\b|Tests run:.*(Failures: [1-9]|Errors: [1-9])/.test(line)) say(line);
    };
    const started = Date.now();
    const sources = sourcesOf(place.root);
    const { code } = await runMaven(['-B', '-T', '2', '--fail-at-end', '-Ppackages', 'verify'], { cwd: place.root, log, onLine, allowFailure: true });
    if (code === 0) noteBuilt(place.root, sources);
    const counted = junitResults(place.root, started);
    const failed = code !== 0 && counted.failed === 0 ? 1 : counted.failed;
    return { stage: 'maven', ...counted, failed, log };
  }, 'test maven');
}

/**
 * The end-to-end tests have platforms with homes and ports of their own, so that a running Sextant is left alone; all of them go afterwards. The files are
 * dealt out to lanes, each with a platform that its files share one after the other: most of their time is waiting.
 */
async function endToEnd(place, steps, jdk, { words, takeBack }) {
  await build(place, steps);
  await prepareRuntimes(place, steps, jdk, SERVICES);
  await ensureHostImage(place, steps);
  const files = testFiles(place, E2E).filter((name) => words.length === 0 || words.some((word) => name.includes(word)));
  const waiting = [...files];
  const lanes = Array.from({ length: Math.min(LANES, files.length) }, (_, number) => lane(number, waiting, { place, steps, takeBack }));
  return steps.step(`End-to-end tests (${files.length} files)`, async () => sum('e2e', (await Promise.all(lanes.map((run) => run()))).flat()), 'test e2e');
}

/** Works on the files that wait, as long as there are any, on a platform of its own. */
function lane(number, waiting, { place, steps, takeBack }) {
  const home = mkdtempSync(join(tmpdir(), 'sextant-e2e-'));
  const away = () => removePlatform(home, steps);
  takeBack.push(away);
  const env = { SEXTANT_E2E_HOME: home, SEXTANT_E2E_PORT: String(FIRST_PORT + number * PORTS_OF_A_LANE) };
  return async () => {
    const results = [];
    try {
      for (let file = waiting.shift(); file; file = waiting.shift()) {
        say(dim(`    ${file} (${waiting.length} more wait)`));
        results.push(await nodeTest(place, [join(E2E, file)], env));
      }
      if (sum('', results).failed > 0) keepLogs(home, place, number);
    } finally {
      await away();
    }
    return results;
  };
}

async function removePlatform(home, steps) {
  if (!existsSync(home)) return;
  await stopPlatform(layout({}, { SEXTANT_HOME: home }), steps, { wipe: true });
  rmSync(home, { recursive: true, force: true });
}

/** The logs of the services outlive the tests' platform when something failed. */
function keepLogs(home, place, number) {
  const kept = place.at('logs', `e2e-${number}`);
  rmSync(kept, { recursive: true, force: true });
  if (existsSync(join(home, 'logs'))) cpSync(join(home, 'logs'), kept, { recursive: true });
  say(`The logs of the platform that failed are in ${kept}`);
}

async function nodeTests(place, steps, title, folder, stage) {
  const files = testFiles(place, folder).map((name) => join(folder, name));
  return steps.step(title, async () => ({ stage, ...(await nodeTest(place, files)) }), `test ${stage}`);
}

function testFiles(place, folder) {
  return readdirSync(join(place.root, folder)).filter((name) => name.endsWith('.test.mjs')).sort();
}

/** Runs test files one after the other in a process of their own, and counts. */
async function nodeTest(place, files, more = {}) {
  const out = mkdtempSync(join(tmpdir(), 'sextant-test-'));
  const summary = join(out, 'summary.json');
  const reporter = join(place.root, 'deploy/launcher/test-reporter.mjs');
  const args = ['--test', '--test-concurrency=1', `--test-reporter=${reporter}`, '--test-reporter-destination=stderr', ...files];
  try {
    const env = { ...process.env, ...more, SEXTANT_TEST_SUMMARY: summary };
    const { code } = await run(process.execPath, args, { cwd: place.root, env, inherit: 'stderr', allowFailure: true });
    const counted = readJson(summary) ?? { passed: 0, failed: 0, skipped: 0, failures: [] };
    return { ...counted, failed: code !== 0 && counted.failed === 0 ? 1 : counted.failed };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function sum(stage, results) {
  const of = (key) => results.reduce((total, result) => total + (result[key] ?? 0), 0);
  return { stage, passed: of('passed'), failed: of('failed'), skipped: of('skipped'), failures: results.flatMap((result) => result.failures ?? []) };
}

function tell(results, json) {
  const { passed, failed, skipped } = sum('', results);
  for (const result of results) {
    say(`${result.failed > 0 ? red('✗') : green('✓')} ${result.stage}: ${result.passed} passed, ${result.failed} failed${result.skipped ? `, ${result.skipped} skipped` : ''}`);
    if (result.failed > 0) for (const name of result.failures ?? []) say(red(`    ${name}`));
    if (result.failed > 0 && result.log) say(`    log: ${result.log}`);
  }
  if (json) console.log(JSON.stringify({ passed, failed, skipped, stages: results }));
  else console.log(bold(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`));
  if (failed > 0) process.exitCode = 1;
}
