import { Unreachable } from './api.mjs';
import { bench } from './bench.mjs';
import { build } from './build.mjs';
import { bold, green, say, tellFailure } from './console.mjs';
import { demoSucceeded, runDemo, tellDemo, portalUrl } from './demo.mjs';
import { Failure } from './failure.mjs';
import { HELP } from './help.mjs';
import { layout, prepareHome } from './layout.mjs';
import { takeLock } from './lock.mjs';
import { showLogs } from './logs.mjs';
import { parseCommandLine } from './options.mjs';
import { replacePassword, requireOwner } from './password.mjs';
import { ensurePrerequisites, findJdk } from './prerequisites.mjs';
import { startPlatform, stopPlatform } from './platform.mjs';
import { plugin } from './plugin.mjs';
import { prepareRuntimes } from './runtime-images.mjs';
import { endCommands } from './run-command.mjs';
import { SERVICES } from './services.mjs';
import { describe, statusOf } from './status.mjs';
import { Steps } from './steps.mjs';
import { test } from './test-command.mjs';
import { resumeContainers } from './resume.mjs';

/** What an interrupted command has to take back. */
const takeBack = [];
let interruption = false;

const COMMANDS = {
  help: async () => print(HELP),
  up: exclusive('up', up),
  demo: exclusive('demo', demo),
  down: exclusive('down', down),
  status,
  password,
  logs: async (place, { words, options }) => showLogs(place, words[0], options),
  test: exclusive('test', (place, line) => test(place, line, context(place))),
  bench: exclusive('bench', (place, line) => bench(place, line, context(place))),
  plugin: async (place, line) => plugin(place, line, context(place)),
};

function exclusive(name, command) {
  return async (place, line) => {
    prepareHome(place);
    const release = takeLock(place.at('run', 'lock'), name);
    takeBack.push(release);
    try {
      return await command(place, line);
    } finally {
      release();
    }
  };
}

function context(place) {
  return { steps: new Steps(place.at('durations.json')), takeBack };
}

async function bringUp(place, steps, ...purposes) {
  await ensurePrerequisites('build', 'run', ...purposes);
  const jdk = findJdk();
  await build(place, steps);
  await prepareRuntimes(place, steps, jdk, SERVICES);
  const platform = await startPlatform(place, steps, jdk, takeBack);
  await resumeContainers(place, steps);
  return platform;
}

async function up(place, { options }) {
  const { steps } = context(place);
  const { started } = await bringUp(place, steps);
  const result = { url: place.url('gateway'), portal: portalUrl(place), started, passwordFile: place.passwordFile };
  if (options.json) return print(JSON.stringify(result));
  say(started.length > 0 ? green('Sextant is up') : 'Sextant was up already');
  say(`Portal: ${bold(result.portal)}`);
  say('One-time password: ' + place.passwordFile + ' (until it is changed)');
}

async function demo(place, { options }) {
  const { steps } = context(place);
  const platform = await bringUp(place, steps, 'demo');
  let result;
  try {
    result = await runDemo(place, steps);
  } catch (failure) {
    if (platform.started.length > 0 && !interruption) {
      say('The demo did not come to its end; stopping what it started');
      await platform.undo();
    }
    throw failure;
  }
  tellDemo(place, result);
  if (options.json) print(JSON.stringify(result, null, 2));
  if (!demoSucceeded(result)) process.exitCode = 1;
}

async function down(place, { options }) {
  await stopPlatform(place, context(place).steps, { wipe: options.wipe });
  if (options.json) return print(JSON.stringify({ stopped: true, wiped: options.wipe }));
  say(options.wipe ? 'Sextant is down and its data is gone' : 'Sextant is down');
}

async function status(place, { options }) {
  const found = await statusOf(place);
  print(options.json ? JSON.stringify(found, null, 2) : describe(found));
  if (!found.healthy) process.exitCode = 1;
}

async function password(place, line) {
  requireOwner(place);
  return exclusive('password', () => replacePassword(place, line, context(place)))(place, line);
}

function print(text) {
  process.stdout.write(`${text}\n`);
}

async function interrupted(signal) {
  interruption = true;
  say(`\nInterrupted (${signal}); taking back what was begun`);
  endCommands();
  for (const undo of takeBack.reverse()) await Promise.resolve(undo()).catch((failure) => say(failure.message));
  process.exit(130);
}

async function main() {
  try {
    const line = parseCommandLine(process.argv.slice(2));
    const command = COMMANDS[line.command];
    if (!command) throw new Failure(`There is no command ${line.command}`, { hint: 'See ./sextant help', exitCode: 2 });
    await command(layout(line.options), line);
  } catch (error) {
    if (interruption) return;
    if (!(error instanceof Failure || error instanceof Unreachable)) throw error;
    tellFailure(error);
    process.exitCode = error.exitCode ?? 1;
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, interrupted);
await main();
