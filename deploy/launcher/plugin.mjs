import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { acceptArchive, acceptPackage } from './accept.mjs';
import { launcherApi } from './api.mjs';
import { callService } from './call.mjs';
import { green, say } from './console.mjs';
import { developerTool } from './developer-tools.mjs';
import { Failure } from './failure.mjs';
import { developPlugin } from './plugin-dev.mjs';
import { testPlugin } from './plugin-test.mjs';
import { DEVELOPMENT } from './options.mjs';
import { bringPackage, installPlugin } from './plugins.mjs';
import { isAboutJava, prepareJava } from './sdk.mjs';

/** `plugin install`, `plugin dev` and `plugin call` use the running platform; what a developer does without one is handed over to plugin-spec/cli. */
export async function plugin(place, { words, options }, context) {
  const { steps } = context;
  const [verb, ...rest] = words;
  if (verb === 'install') return install(place, rest, options, steps);
  if (verb === 'test') return testPlugin(place, rest, steps);
  if (verb === 'dev') return developPlugin(place, rest, context);
  if (verb === 'call') return callService(place, rest, options);
  if (DEVELOPMENT.includes(verb)) return develop(place, words, steps);
  throw new Failure(`Say what to do with the plugin: ${DEVELOPMENT.join(', ')}, dev, test, install or call`, { hint: 'See ./sextant help', exitCode: 2 });
}

async function install(place, [file], options, steps) {
  if (!file || !existsSync(file)) throw new Failure(`There is no plugin archive ${file ?? ''}`, { exitCode: 2 });
  const api = launcherApi(place);
  const archive = resolve(file);
  const given = { acceptUnsigned: options['accept-unsigned'], acceptOlder: options['accept-older'] };
  const before = await acceptArchive(archive, given);
  const brought = await steps.step(`Upload of ${basename(file)}`, () => bringPackage(place, api, archive), 'upload');
  const accept = await acceptPackage(brought, before);
  const instance = await steps.step(`Plugin ${basename(file)}`, () => installPlugin(place, api, basename(file), archive, { accept }), 'install');
  if (options.json) return console.log(JSON.stringify(instance));
  say(green(`${instance.plugin} ${instance.version} is healthy`));
}

/** The exit code is the command's: 0 when it was done, 1 when its input is wrong, 2 when it could not be read or was called wrongly. */
async function develop(place, words, steps) {
  if (isAboutJava(words)) await prepareJava(place, steps);
  process.exitCode = await developerTool(place, words, steps);
}
