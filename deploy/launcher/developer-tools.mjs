import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runMaven } from './build.mjs';
import { prepareHome } from './layout.mjs';
import { ensurePrerequisites, findJdk } from './prerequisites.mjs';
import { run } from './run-command.mjs';

const MODULES = ['plugin-spec/cli', 'plugin-spec/contract'];

/**
 * Runs a command of the developer's command line (plugin-spec/cli) and answers its exit code. What a build of this checkout has left is used as it
 * is, so that nothing is asked of the network; only the command line itself is built, where it is missing or older than its sources.
 */
export async function developerTool(place, words, steps) {
  if (!MODULES.every((module) => isFresh(join(place.root, module))) || !existsSync(libraries(place))) await buildIt(place, steps);
  const { command, args } = toolCommand(place, words);
  const { code } = await run(command, args, {
    inherit: true,
    allowFailure: true,
    // Projects in Java are built by Maven, which has to run on the JDK that compiles.
    env: { ...process.env, JAVA_HOME: findJdk() },
  });
  return code;
}

/** The process that does a command, once it is built. */
export function toolCommand(place, words, javaOptions = []) {
  const classes = MODULES.map((module) => join(place.root, module, 'target/classes'));
  // Whoever digests hundreds of megabytes wants the optimising compiler; the rest wants to be done before it begins.
  const quick = ['pack', 'sign'].includes(words[0]) ? [] : ['-XX:TieredStopAtLevel=1'];
  const options = [...quick, '-XX:+UseSerialGC', '-Dstdout.encoding=UTF-8', '-Dstderr.encoding=UTF-8', `-Dsextant.root=${place.root}`, ...javaOptions];
  const path = [...classes, join(libraries(place), '*')].join(':');
  return { command: join(findJdk(), 'bin', 'java'), args: [...options, '-cp', path, 'dev.sextant.cli.SextantProcess', ...words] };
}

async function buildIt(place, steps) {
  prepareHome(place);
  await ensurePrerequisites('build');
  const args = ['-B', '-q', '-DskipTests', '-Dmaven.test.skip=true', '-pl', 'plugin-spec/cli', '-am', 'package'];
  await steps.step('Build of plugin-spec/cli', () => runMaven(args, { cwd: place.root, log: place.log('build') }), 'build plugin-spec/cli');
}

function libraries(place) {
  return join(place.root, 'plugin-spec/cli/target/lib');
}

/** Whether a module's classes are as new as its sources. */
export function isFresh(module) {
  const classes = newest(join(module, 'target/classes'));
  return classes > 0 && classes >= newest(join(module, 'src/main'));
}

function newest(folder) {
  if (!existsSync(folder)) return 0;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((time, file) => Math.max(time, statSync(join(file.parentPath ?? file.path, file.name)).mtimeMs), 0);
}
