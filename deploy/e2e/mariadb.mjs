import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Debian's MariaDB with a data folder of its own; `query` answers tab-separated rows, `stop` ends it. */
export async function mariaDb(folder, port) {
  mkdirSync(folder, { recursive: true });
  const data = `--datadir=${join(folder, 'data')}`;
  const root = ['--no-defaults', '--user=root', data, '--skip-name-resolve'];
  execFileSync('mariadb-install-db', [...root, '--auth-root-authentication-method=normal', '--skip-test-db'], { stdio: 'ignore' });
  const socket = join(folder, 'socket');
  const log = openSync(join(folder, 'log'), 'a');
  const server = spawn('mariadbd', [...root, `--socket=${socket}`, `--pid-file=${join(folder, 'pid')}`, '--bind-address=127.0.0.1', `--port=${port}`], {
    stdio: ['ignore', log, log],
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const query = (sql) => execFileSync('mariadb', ['--no-defaults', `--socket=${socket}`, '--user=root', '--skip-column-names', '--batch', '-e', sql], { encoding: 'utf8', stdio: 'pipe' });
  for (let patience = 300; !answers(query); patience--) {
    if (patience === 0 || server.exitCode !== null) throw new Error(`mariadbd did not start; see ${join(folder, 'log')}`);
    await sleep(100);
  }
  const stop = async () => {
    server.kill('SIGTERM');
    await ended;
  };
  return { query, stop };
}

function answers(query) {
  try {
    return query('select 1') !== '';
  } catch {
    return false;
  }
}
