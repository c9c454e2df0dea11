import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { launcherApi } from './api.mjs';
import { build } from './build.mjs';
import { callService } from './call.mjs';
import { green, say } from './console.mjs';
import { developerTool } from './developer-tools.mjs';
import { Failure } from './failure.mjs';
import { prepareHome } from './layout.mjs';
import { testPlugin } from './plugin-test.mjs';
import { installPlugin } from './plugins.mjs';
import { ensurePrerequisites, findJdk } from './prerequisites.mjs';
import { run } from './run-command.mjs';
import { isAboutJava, prepareJava } from './sdk.mjs';

/** `plugin install FILE` and `plugin call` use the running platform; what a developer does without one is handed over to plugin-spec/cli. */
export async function plugin(place, { words, options }, { steps }) {
  const [verb, ...rest] = words;
  if (verb === 'install') return install(place, rest, options, steps);
  if (verb === 'test') return testPlugin(place, rest, steps);
  if (verb === 'call') return callService(place, rest, options);
  if (verb === 'new' || (verb === 'pack' && isFolder(rest))) return develop(place, words, steps);
  if (verb === 'pack') return pack(place, rest, steps);
  if (verb === 'lint') return lint(place, rest, steps);
  throw new Failure('Say what to do with the plugin: new, pack, lint, test, install or call', { hint: 'See ./sextant help', exitCode: 2 });
}

async function install(place, [file], options, steps) {
  if (!file || !existsSync(file)) throw new Failure(`There is no plugin archive ${file ?? ''}`, { exitCode: 2 });
  const instance = await steps.step(`Plugin ${basename(file)}`, () => installPlugin(place, launcherApi(place), basename(file), resolve(file)), 'install');
  if (options.json) return console.log(JSON.stringify(instance));
  say(green(`${instance.plugin} ${instance.version} is healthy`));
}

/** A folder is named first; whoever packs a finished image gives options only. */
function isFolder([first]) {
  return first !== undefined && !first.startsWith('--');
}

async function develop(place, words, steps) {
  if (isAboutJava(words)) await prepareJava(place, steps);
  process.exitCode = await developerTool(place, words, steps);
}

async function pack(place, rest, steps) {
  prepareHome(place);
  await ensurePrerequisites('build');
  await build(place, steps);
  const classes = ['plugin-spec/cli', 'plugin-spec/contract'].map((module) => join(place.root, module, 'target/classes'));
  const libraries = join(place.root, 'plugin-spec/cli/target/lib/*');
  const java = join(findJdk(), 'bin', 'java');
  await run(java, ['-cp', [...classes, libraries].join(':'), 'dev.sextant.cli.Sextant', 'pack', ...rest], { inherit: true });
}

/** The exit code is the judgement: 0 valid, 1 not, 2 when the file could not be read. */
async function lint(place, rest, steps) {
  process.exitCode = await developerTool(place, ['lint', ...rest], steps);
}
