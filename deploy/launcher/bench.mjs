import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { benchInstall } from './bench-install.mjs';
import { benchPackage } from './bench-package.mjs';
import { benchStart } from './bench-start.mjs';
import { build } from './build.mjs';
import { Failure } from './failure.mjs';
import { ensurePrerequisites, findJdk } from './prerequisites.mjs';
import { prepareRuntimes } from './runtime-images.mjs';
import { run } from './run-command.mjs';
import { SERVICES } from './services.mjs';

const BENCHES = {
  start: { run: start, needs: ['build', 'run'] },
  engine: { run: engine, needs: ['build', 'test'] },
  package: { run: packing, needs: ['build', 'bench'] },
  install: { run: install, needs: ['build', 'run', 'bench'] },
};

/** Measures one thing against its reference, in turn in one run; with `--json` the result is one document on standard output. */
export async function bench(place, { words, options }, { steps, takeBack }) {
  const chosen = BENCHES[words[0]];
  if (!chosen) throw new Failure(`There is no bench ${words[0] ?? ''}`, { hint: `Benches: ${Object.keys(BENCHES).join(', ')}`, exitCode: 2 });
  await ensurePrerequisites(...chosen.needs);
  const jdk = findJdk();
  await build(place, steps, { aside: words[0] === 'engine' });
  await chosen.run(place, { options, steps, jdk, takeBack });
}

async function start(place, { options, steps, jdk, takeBack }) {
  await prepareRuntimes(place, steps, jdk, SERVICES);
  const result = await benchStart(place, jdk, options.rounds ?? 5, takeBack);
  tell(result, options.json);
}

async function packing(place, { options, takeBack }) {
  tell(await benchPackage(place, options.rounds ?? 5, takeBack), options.json);
}

async function install(place, { options, steps, jdk, takeBack }) {
  await prepareRuntimes(place, steps, jdk, SERVICES);
  tell(await benchInstall(place, options.rounds ?? 3, takeBack), options.json);
}

/** The engine's bench is a program of its own (deploy/bench); it prints its own progress and result. */
async function engine(place, { options, jdk }) {
  const target = join(place.root, 'deploy/bench/target');
  const jar = readdirSync(target).find((name) => /^sextant-bench-[\d.]+\.jar$/.test(name));
  if (!jar) throw new Failure('deploy/bench was not built', { part: 'bench' });
  const args = ['-cp', `${join(target, jar)}:${join(target, 'lib/*')}`, 'dev.sextant.bench.EngineBench', ...(options.json ? ['--json'] : [])];
  const { code } = await run(join(jdk, 'bin', 'java'), args, { inherit: true, allowFailure: true });
  process.exitCode = code;
}

function tell(result, json) {
  if (json) return console.log(JSON.stringify(result));
  const { bench: name, ours, reference, unit, ratio, goal, met } = result;
  console.log(`${name}: ours ${ours} ${unit}, reference ${reference} ${unit}, ratio ${ratio} (goal ${goal}: ${met ? 'met' : 'missed'})`);
}
