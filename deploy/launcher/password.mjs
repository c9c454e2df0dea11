import { accessSync, constants, renameSync, writeFileSync } from 'node:fs';
import { launcherApi, Problem } from './api.mjs';
import { build } from './build.mjs';
import { bold, say } from './console.mjs';
import { portalUrl } from './demo.mjs';
import { Failure } from './failure.mjs';
import { startService, stopServices, waitForHealth } from './platform.mjs';
import { requireFreePort } from './ports.mjs';
import { findJdk } from './prerequisites.mjs';
import { runningProcess } from './processes.mjs';
import { prepareRuntimes } from './runtime-images.mjs';
import { SERVICES } from './services.mjs';

const AUTH = SERVICES.find((service) => service.name === 'auth-server');
const USER = /^[a-z][a-z0-9._-]{1,62}$/;

/** Whoever replaces a password this way must be able to read the installation's secrets: told before anything is made or started. */
export function requireOwner(place) {
  try {
    accessSync(place.at('secrets', 'identities'), constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    throw new Failure(`There is no installation in ${place.home} that this user may look into`, {
      hint: 'Run this as root or as whoever started Sextant, and name its home with SEXTANT_HOME.',
    });
  }
}

/** Gives a user a one-time password in a file that only the installation's owner reads; works while the platform runs and while it is stopped. */
export async function replacePassword(place, { words, options }, { steps, takeBack }) {
  const [name = 'admin'] = words;
  if (!USER.test(name)) throw new Failure(`“${name}” is no user name`, { hint: 'Usage: ./sextant password [USER], by default admin', exitCode: 2 });
  const oneTime = await withAuthServer(place, steps, takeBack, () => reset(place, name));
  const file = name === 'admin' ? place.passwordFile : place.at('secrets', `one-time-password-${name}`);
  writeSecret(file, `${oneTime}\n`);
  if (options.json) return console.log(JSON.stringify({ user: name, passwordFile: file }));
  say(`${bold(name)} has a one-time password now, in ${file}`);
  say('The old password no longer works, and the sessions of this user have ended. The file goes when the password is changed.');
  say(`Sign in: ${portalUrl(place)}`);
}

/** The auth-server alone is started for the while where it does not run. */
async function withAuthServer(place, steps, takeBack, work) {
  if (runningProcess(place.pidFile(AUTH.name))) return work();
  const jdk = findJdk();
  await build(place, steps);
  await prepareRuntimes(place, steps, jdk, [AUTH]);
  await requireFreePort(AUTH.name, place.ports[AUTH.port]);
  const stop = () => stopServices(place, [AUTH]);
  takeBack.push(stop);
  try {
    startService(place, AUTH, jdk);
    await steps.step('Start of auth-server', () => waitForHealth(place, AUTH), 'start auth-server');
    return await work();
  } finally {
    await stop();
  }
}

async function reset(place, name) {
  try {
    return (await launcherApi(place, place.url('auth')).post(`/auth/v1/users/${name}/password-reset`)).oneTimePassword;
  } catch (error) {
    if (error instanceof Problem && error.status === 404) throw new Failure(`There is no user ${name}`, { hint: 'The page Users of the portal lists them; the first one is admin.' });
    throw error;
  }
}

/** There whole or not at all, and never readable by others. */
function writeSecret(file, text) {
  writeFileSync(`${file}.unfinished`, text, { mode: 0o600 });
  renameSync(`${file}.unfinished`, file);
}
