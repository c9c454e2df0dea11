import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { launcherApi } from './api.mjs';
import { build } from './build.mjs';
import { callService } from './call.mjs';
import { green, say } from './console.mjs';
import { Failure } from './failure.mjs';
import { prepareHome } from './layout.mjs';
import { DEVELOPER_COMMANDS } from './options.mjs';
import { testPlugin } from './plugin-test.mjs';
import { installPlugin } from './plugins.mjs';
import { ensurePrerequisites, findJdk } from './prerequisites.mjs';
import { run } from './run-command.mjs';
import { installSdk, isAboutJava } from './sdk.mjs';

/** `plugin install FILE` and `plugin call` use the running platform; what a developer does without one is handed over to plugin-spec/cli. */
export async function plugin(place, { words, options }, { steps }) {
  const [verb, ...rest] = words;
  if (verb === 'install') return install(place, rest, options, steps);
  if (verb === 'test') return testPlugin(place, rest, steps);
  if (verb === 'call') return callService(place, rest, options);
  if (DEVELOPER_COMMANDS.includes(verb)) return develop(place, words, steps);
  throw new Failure(`Say what to do with the plugin: ${[...DEVELOPER_COMMANDS, 'test', 'install', 'call'].join(', ')}`, { hint: 'See ./sextant help', exitCode: 2 });
}

async function install(place, [file], options, steps) {
  if (!file || !existsSync(file)) throw new Failure(`There is no plugin archive ${file ?? ''}`, { exitCode: 2 });
  const instance = await steps.step(`Plugin ${basename(file)}`, () => installPlugin(place, launcherApi(place), basename(file), resolve(file)), 'install');
  if (options.json) return console.log(JSON.stringify(instance));
  say(green(`${instance.plugin} ${instance.version} is healthy`));
}

async function develop(place, words, steps) {
  prepareHome(place);
  await ensurePrerequisites('build');
  await build(place, steps);
  if (isAboutJava(words)) await installSdk(place, steps);
  const classes = ['plugin-spec/cli', 'plugin-spec/contract'].map((module) => join(place.root, module, 'target/classes'));
  const libraries = join(place.root, 'plugin-spec/cli/target/lib/*');
  const java = join(findJdk(), 'bin', 'java');
  const args = [`-Dsextant.root=${place.root}`, '-cp', [...classes, libraries].join(':'), 'dev.sextant.cli.Sextant', ...words];
  const { code } = await run(java, args, { inherit: true, allowFailure: true, env: { ...process.env, JAVA_HOME: findJdk() } });
  process.exitCode = code;
}
