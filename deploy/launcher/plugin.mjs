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

/** `plugin pack …` and `plugin lint …` hand over to the developer's command line (plugin-spec/cli); `plugin install FILE` uses the running platform. */
export async function plugin(place, { words, options }, { steps }) {
  const [verb, ...rest] = words;
  if (verb === 'install') return install(place, rest, options, steps);
  if (verb === 'test') return testPlugin(place, rest, steps);
  if (verb === 'call') return callService(place, rest, options);
  if (verb === 'pack') return pack(place, rest, steps);
  if (verb === 'lint') return lint(place, rest, steps);
  throw new Failure('Say what to do with the plugin: pack, lint, test or install', { hint: 'See ./sextant help', exitCode: 2 });
}

async function install(place, [file], options, steps) {
  if (!file || !existsSync(file)) throw new Failure(`There is no plugin archive ${file ?? ''}`, { exitCode: 2 });
  const instance = await steps.step(`Plugin ${basename(file)}`, () => installPlugin(place, launcherApi(place), basename(file), resolve(file)), 'install');
  if (options.json) return console.log(JSON.stringify(instance));
  say(green(`${instance.plugin} ${instance.version} is healthy`));
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
