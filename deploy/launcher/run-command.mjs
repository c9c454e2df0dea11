import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { Failure } from './failure.mjs';

const children = new Set();

/** Ends the commands that are still at work; used when the launcher itself is told to end. */
export function endCommands() {
  for (const child of children) child.kill('SIGTERM');
}

/**
 * Runs a command to its end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, input?: string | Buffer, log?: string, onLine?: (line: string, child: import('node:child_process').ChildProcess) => void,
 *          onStart?: (child: import('node:child_process').ChildProcess) => void, allowFailure?: boolean, inherit?: boolean, timeout?: number}} [options]
 * @returns {Promise<{code: number, stdout: string, stderr: string}>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const stdio = options.inherit ? ['inherit', options.inherit === 'stderr' ? 2 : 'inherit', 'inherit'] : 'pipe';
    const child = spawn(command, args, { cwd: options.cwd, env: options.env ?? process.env, stdio, timeout: options.timeout });
    children.add(child);
    options.onStart?.(child);
    const log = options.log ? createWriteStream(options.log, { flags: 'a', mode: 0o600 }) : undefined;
    const taken = { stdout: '', stderr: '' };
    const lines = lineSplitter(options.onLine && ((line) => options.onLine(line, child)));
    for (const stream of ['stdout', 'stderr']) {
      child[stream]?.setEncoding('utf8').on('data', (text) => {
        taken[stream] += text;
        log?.write(text);
        lines(text);
      });
    }
    child.stdin?.on('error', () => {});
    child.stdin?.end(options.input);
    const end = () => {
      children.delete(child);
      log?.end();
    };
    child.on('error', (error) => {
      end();
      reject(new Failure(error.code === 'ENOENT' ? `The command ${command} is not installed` : error.message));
    });
    child.on('close', (code, by) => {
      end();
      if (code === 0 || options.allowFailure) return resolve({ code: code ?? 128, ...taken });
      const reason = by ? `was ended by ${by}` : `ended with ${code}`;
      const said = (taken.stderr || taken.stdout).trim().split('\n').slice(-8).join('\n');
      reject(new Failure(`${command} ${args.slice(0, 3).join(' ')} ${reason}`, { hint: options.log ? undefined : said, log: options.log }));
    });
  });
}

function lineSplitter(onLine) {
  if (!onLine) return () => {};
  let rest = '';
  return (text) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop();
    parts.forEach(onLine);
  };
}
