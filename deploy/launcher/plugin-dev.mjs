import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { launcherApi } from './api.mjs';
import { green, red, say, tellFailure } from './console.mjs';
import { DevPlugin } from './dev-plugin.mjs';
import { developerTool } from './developer-tools.mjs';
import { Failure } from './failure.mjs';
import { changed, lookOf } from './folder-watch.mjs';
import { prepareHome } from './layout.mjs';
import { takeLock } from './lock.mjs';
import { isAboutJava, prepareJava } from './sdk.mjs';

/**
 * `plugin dev FOLDER`: brings a project to the running platform as a development version, and again after each change of its files, until it is
 * interrupted; then what ran before runs again.
 */
export async function developPlugin(place, [given, ...more], context) {
  if (!given || more.length > 0) throw new Failure('Say which project to bring to the platform: plugin dev FOLDER', { exitCode: 2 });
  const folder = resolve(given);
  const project = readProject(folder);
  const api = launcherApi(place);
  await requirePlatform(api);
  prepareHome(place);
  const release = takeLock(place.at('run', `dev-${project.name}.lock`), `plugin dev ${given}`);
  context.takeBack.push(release);
  try {
    if (isAboutJava(['pack', folder])) await prepareJava(place, context.steps);
    await develop(place, folder, project, new DevPlugin(place, api, project.name), context);
  } finally {
    release();
  }
}

async function develop(place, folder, project, plugin, { steps, takeBack }) {
  const { left, before } = await plugin.attach(project.version);
  if (left.length > 0) say(`Took away what an earlier development has left: ${left.join(', ')}`);
  say(`${project.name} will run as version ${plugin.version}${before.length > 0 ? ` in the place of ${before.join(', ')}` : ''}; the version in the project stays as it is.`);
  const session = { ended: false, reload: Promise.resolve(), work: mkdtempSync(join(tmpdir(), 'sextant-dev-')) };
  takeBack.push(() => end(session, plugin));
  try {
    for (let look = ''; !session.ended; ) {
      look = await changed(folder, look, () => session.ended);
      if (look === undefined) break;
      session.reload = reload(place, steps, plugin, folder, join(session.work, 'dev.sextant.zip'));
      await session.reload;
      if (!session.ended) say(`Waiting for a change in ${folder}; end with Ctrl-C`);
    }
  } catch (failure) {
    await end(session, plugin);
    throw failure.code === 'ENOENT' ? new Failure(`${folder} is gone, and so is the development version`) : failure;
  }
  // Whoever has interrupted is still taking back; the process ends with that.
  await new Promise(() => {});
}

/** One turn; whatever goes wrong is told, and the next change is waited for. */
async function reload(place, steps, plugin, folder, file) {
  try {
    const code = await developerTool(place, ['pack', folder, '--version', plugin.version, '--output', file], steps);
    if (code !== 0) return say(red('Not packed, see above; what ran before goes on. Mend it and save.'));
    const { version } = await steps.step(`${plugin.name} ${plugin.version}`, () => plugin.replace(file), `dev ${plugin.name}`);
    say(green(`${plugin.name} ${version} is healthy with what is in ${folder} now`));
  } catch (failure) {
    tellFailure(failure);
    await tellLastWords(plugin);
    say(red(`${plugin.name} does not run now. Mend it and save; ./sextant logs ${plugin.name} tells more.`));
  }
}

async function tellLastWords(plugin) {
  const lines = await plugin.lastWords().catch(() => []);
  if (lines.length > 0) say(`--- what ${plugin.name} said last\n${lines.join('\n')}`);
}

async function end(session, plugin) {
  session.ended = true;
  await session.reload;
  rmSync(session.work, { recursive: true, force: true });
  try {
    const before = await plugin.detach();
    const now = before.length > 0 ? `${before.join(', ')} runs again` : 'nothing of it runs any more';
    say(`${plugin.name} ${plugin.version} is gone; ${now}.`);
    say('What stays: the data that the plugin keeps, and workflow versions that were deployed with the development version; deploy them again.');
  } catch (failure) {
    say(red(`${plugin.name} ${plugin.version} could not be taken away: ${failure.message}`));
    say('Once the platform runs again, ./sextant plugin dev takes it away, or remove its instance and its package in the portal.');
  }
}

function readProject(folder) {
  const text = (name) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : undefined);
  const isJava = isAboutJava(['pack', folder]);
  const manifest = text(isJava ? 'src/main/sextant/plugin.yaml' : 'plugin.yaml');
  if (!text('sextant.json') || !manifest) {
    throw new Failure(`${folder} is no project of a plugin: it has no ${manifest ? 'sextant.json' : 'plugin.yaml'}`, { hint: 'Begin one with: ./sextant plugin new NAME --language python' });
  }
  const field = (name) => new RegExp(`^${name}:\\s*["']?([^"'\\s#]+)`, 'm').exec(manifest)?.[1];
  const version = isJava ? /<\/parent>.*?<version>([^<]+)</s.exec(text('pom.xml') ?? '')?.[1] : field('version');
  if (!field('name') || !/^\d+\.\d+\.\d+/.test(version ?? '')) {
    throw new Failure(`${join(folder, isJava ? 'pom.xml' : 'plugin.yaml')} gives no name and version such as 0.1.0`, { hint: `./sextant plugin lint ${join(folder, 'plugin.yaml')} tells more` });
  }
  return { name: field('name'), version };
}

async function requirePlatform(api) {
  try {
    await api.get('/platform/v1/plugin-packages?limit=1');
  } catch (failure) {
    throw new Failure(`There is no running platform to attach to: ${failure.message}`, { hint: 'Start one with ./sextant up, or name its home with SEXTANT_HOME' });
  }
}
