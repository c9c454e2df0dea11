import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, runMaven } from './build.mjs';
import { bold, dim, green, red, say } from './console.mjs';
import { Failure } from './failure.mjs';
import { layout, readJson } from './layout.mjs';
import { stopPlatform } from './platform.mjs';
import { ensurePrerequisites, findJdk } from './prerequisites.mjs';
import { prepareRuntimes } from './runtime-images.mjs';
import { run } from './run-command.mjs';
import { SERVICES } from './services.mjs';
import { junitResults } from './test-results.mjs';

const STAGES = ['launcher', 'kits', 'maven', 'e2e'];

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
  if (stages.includes('launcher')) results.push(await nodeTests(place, steps, 'Launcher tests', 'deploy/launcher/test', [], 'launcher'));
  if (stages.includes('kits')) results.push(await nodeTests(place, steps, 'Tests of the plugin kits', 'plugin-spec/kits/test', [], 'kits'));
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
    const { code } = await runMaven(['-B', '--fail-at-end', '-Ppackages', 'verify'], { cwd: place.root, log, onLine, allowFailure: true });
    const counted = junitResults(place.root, started);
    const failed = code !== 0 && counted.failed === 0 ? 1 : counted.failed;
    return { stage: 'maven', ...counted, failed, log };
  }, 'test maven');
}

/** The platform of the end-to-end tests has its own home and ports, so that a running Sextant is left alone; all of it goes afterwards. */
async function endToEnd(place, steps, jdk, { words, takeBack }) {
  await build(place, steps);
  await prepareRuntimes(place, steps, jdk, SERVICES);
  const folder = 'deploy/e2e';
  const files = readdirSync(join(place.root, folder)).filter((name) => name.endsWith('.test.mjs')).sort();
  const chosen = files.filter((name) => words.length === 0 || words.some((word) => name.includes(word)));
  const home = mkdtempSync(join(tmpdir(), 'sextant-e2e-'));
  const away = () => removePlatform(home, steps);
  takeBack.push(away);
  try {
    const result = await nodeTests(place, steps, `End-to-end tests (${chosen.length} files)`, folder, chosen, 'e2e', { SEXTANT_E2E_HOME: home });
    if (result.failed > 0) keepLogs(home, place);
    return result;
  } finally {
    await away();
  }
}

async function removePlatform(home, steps) {
  if (!existsSync(home)) return;
  await stopPlatform(layout({}, { SEXTANT_HOME: home }), steps, { wipe: true });
  rmSync(home, { recursive: true, force: true });
}

/** The logs of the services outlive the tests' platform when something failed. */
function keepLogs(home, place) {
  const kept = place.at('logs', 'e2e');
  rmSync(kept, { recursive: true, force: true });
  if (existsSync(join(home, 'logs'))) cpSync(join(home, 'logs'), kept, { recursive: true });
  say(`The logs of the platform that failed are in ${kept}`);
}

async function nodeTests(place, steps, title, folder, files, stage, more = {}) {
  return steps.step(title, async () => {
    const out = mkdtempSync(join(tmpdir(), 'sextant-test-'));
    const summary = join(out, 'summary.json');
    const names = files.length > 0 ? files : readdirSync(join(place.root, folder)).filter((name) => name.endsWith('.test.mjs'));
    const reporter = join(place.root, 'deploy/launcher/test-reporter.mjs');
    const args = ['--test', '--test-concurrency=1', `--test-reporter=${reporter}`, '--test-reporter-destination=stderr', ...names.map((name) => join(folder, name))];
    try {
      const env = { ...process.env, ...more, SEXTANT_TEST_SUMMARY: summary };
      const { code } = await run(process.execPath, args, { cwd: place.root, env, inherit: 'stderr', allowFailure: true });
      const counted = readJson(summary) ?? { passed: 0, failed: 0, skipped: 0 };
      return { stage, ...counted, failed: code !== 0 && counted.failed === 0 ? 1 : counted.failed };
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
  }, `test ${stage}`);
}

function tell(results, json) {
  const sum = (key) => results.reduce((total, result) => total + (result[key] ?? 0), 0);
  const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
  for (const result of results) {
    say(`${result.failed > 0 ? red('✗') : green('✓')} ${result.stage}: ${result.passed} passed, ${result.failed} failed${result.skipped ? `, ${result.skipped} skipped` : ''}`);
    if (result.failed > 0) for (const name of result.failures ?? []) say(red(`    ${name}`));
    if (result.failed > 0 && result.log) say(`    log: ${result.log}`);
  }
  if (json) console.log(JSON.stringify({ passed, failed, skipped, stages: results }));
  else console.log(bold(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`));
  if (failed > 0) process.exitCode = 1;
}
