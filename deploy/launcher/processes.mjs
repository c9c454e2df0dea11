import { execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const TICKS = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' })) || 100;

/** Notes its own pid and start before it becomes the command: a launcher that is killed right after the start leaves nobody unknown. */
const NOTING = [
  'file=$1; shift',
  'read -r stat < /proc/$$/stat',
  'start=$(echo "${stat##*) }" | cut -d " " -f 20)',
  '(umask 077; echo "{\\"pid\\":$$,\\"startTime\\":$start}" > "$file.part")',
  'mv "$file.part" "$file"',
  'exec "$@"',
].join('\n');

/** The shell's arguments for a command that notes itself in `pidFile`. */
export function noting(pidFile, command, args) {
  return ['-c', NOTING, 'sh', pidFile, command, ...args];
}

/**
 * Starts a process that outlives the launcher, with its output in a log, and notes its pid together with the moment it started: a pid
 * alone may by now belong to somebody else.
 */
export function startDetached({ command, args, env, cwd, log, pidFile }) {
  const out = openSync(log, 'a', 0o600);
  const child = spawn('/bin/sh', noting(pidFile, command, args), { cwd, env, detached: true, stdio: ['ignore', out, out] });
  closeSync(out);
  child.unref();
  child.on('error', () => {});
  if (!child.pid) return undefined;
  const record = { pid: child.pid, startTime: startTimeOf(child.pid) };
  writeFileSync(pidFile, JSON.stringify(record), { mode: 0o600 });
  return record;
}

/** The process noted in `pidFile`, when it is still that very process and alive. */
export function runningProcess(pidFile) {
  if (!existsSync(pidFile)) return undefined;
  const record = parse(readFileSync(pidFile, 'utf8'));
  return record && isAlive(record) ? record : undefined;
}

export function isAlive({ pid, startTime }) {
  const stat = statOf(pid);
  return stat !== undefined && stat.state !== 'Z' && stat.startTime === startTime;
}

/** Asks the process to end, and insists after `patience` milliseconds. */
export async function stopProcess(record, pidFile, patience = 30_000) {
  const deadline = Date.now() + patience;
  signal(record, 'SIGTERM');
  while (isAlive(record) && Date.now() < deadline) await sleep(50);
  const insisted = isAlive(record);
  if (insisted) signal(record, 'SIGKILL');
  while (isAlive(record)) await sleep(50);
  rmSync(pidFile, { force: true });
  return { insisted };
}

export function signal(record, name) {
  if (!isAlive(record)) return;
  try {
    process.kill(record.pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

export function startTimeOf(pid) {
  return statOf(pid)?.startTime;
}

/** Resident memory in bytes, processor time and age in seconds; undefined when there is no such process. */
export function usageOf(pid) {
  const stat = statOf(pid);
  if (!stat) return undefined;
  const status = read(`/proc/${pid}/status`) ?? '';
  const uptime = Number((read('/proc/uptime') ?? '0').split(' ')[0]);
  return {
    rssBytes: Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024,
    cpuSeconds: stat.cpuTicks / TICKS,
    ageSeconds: Math.max(0, uptime - stat.startTime / TICKS),
  };
}

/** The process that listens on a TCP port, as far as one may see it: {pid, command}. */
export function listenerOn(port) {
  const inodes = new Set(['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => listeningInodes(read(table) ?? '', port)));
  if (inodes.size === 0) return undefined;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    if (holdsSocket(pid, inodes)) return { pid: Number(pid), command: commandOf(pid) };
  }
  return undefined;
}

export function listeningInodes(table, port) {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0');
  return table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((cells) => cells[3] === '0A' && cells[1]?.endsWith(`:${wanted}`))
    .map((cells) => cells[9]);
}

function holdsSocket(pid, inodes) {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => {
      const match = /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${fd}`));
      return match && inodes.has(match[1]);
    });
  } catch {
    return false;
  }
}

function linkOf(path) {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

function commandOf(pid) {
  return (read(`/proc/${pid}/comm`) ?? '?').trim();
}

function statOf(pid) {
  const text = read(`/proc/${pid}/stat`);
  if (!text) return undefined;
  const cells = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state: cells[0], cpuTicks: Number(cells[11]) + Number(cells[12]), startTime: Number(cells[19]) };
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
