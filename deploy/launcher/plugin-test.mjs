import { join } from 'node:path';
import { build } from './build.mjs';
import { prepareHome } from './layout.mjs';
import { ensurePrerequisites, findJdk } from './prerequisites.mjs';
import { run } from './run-command.mjs';

/** `plugin test PATH|URL …` hands over to the conformance kit (plugin-spec/testkit); its exit status is ours. */
export async function testPlugin(place, words, steps) {
  prepareHome(place);
  await ensurePrerequisites('build', 'run');
  await build(place, steps);
  const { command, args } = kitCommand(place, words);
  const { code } = await run(command, args, { inherit: true, allowFailure: true });
  process.exitCode = code;
}

function kitCommand(place, words) {
  const classes = ['plugin-spec/testkit', 'plugin-spec/container', 'plugin-spec/contract'].map((module) => join(place.root, module, 'target/classes'));
  const path = [...classes, join(place.root, 'plugin-spec/testkit/target/lib/*')].join(':');
  // No library of the kit logs anything that somebody would read.
  const args = ['-Dslf4j.internal.verbosity=ERROR', '-cp', path, 'dev.sextant.testkit.command.PluginTestCommand', ...words];
  return { command: join(findJdk(), 'bin', 'java'), args };
}
