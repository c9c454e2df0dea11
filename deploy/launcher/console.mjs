import { existsSync, readFileSync } from 'node:fs';

const colour = process.stderr.isTTY && !process.env.NO_COLOR;
const paint = (code, text) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);

export const bold = (text) => paint('1', text);
export const dim = (text) => paint('2', text);
export const green = (text) => paint('32', text);
export const red = (text) => paint('31', text);
export const yellow = (text) => paint('33', text);

/** Progress and problems go to standard error, so that standard output stays readable by programs. */
export function say(text = '') {
  process.stderr.write(`${text}\n`);
}

/** 75 -> "1 min 15 s"; 2.34 -> "2.3 s". */
export function seconds(value) {
  if (value < 10) return `${value.toFixed(1)} s`;
  if (value < 60) return `${Math.round(value)} s`;
  const whole = Math.round(value);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** 1610612736 -> "1536 MB". */
export function megabytes(bytes) {
  return bytes == null ? '-' : `${Math.round(bytes / 1048576)} MB`;
}

/** Aligns rows of cells under a header; numbers in a column named in `right` stand at the right. */
export function table(header, rows, right = []) {
  const lines = [header, ...rows].map((row) => row.map((cell) => String(cell ?? '-')));
  const widths = header.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const pad = (cell, column) =>
    right.includes(header[column]) ? cell.padStart(widths[column]) : cell.padEnd(widths[column]);
  return lines.map((line) => line.map(pad).join('  ').trimEnd()).join('\n');
}

/** The last lines of a log, or an empty list when there is none. */
export function tail(path, count = 20) {
  if (!path || !existsSync(path)) return [];
  return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-count);
}

const FRAME = /^\s+(at |\.\.\. \d+ )/;

/** The end of a log as a reason: without the frames of stack traces, which hide what caused what. */
export function reasons(path, count = 12) {
  return tail(path, 400)
    .filter((line) => !FRAME.test(line))
    .slice(-count);
}

/** Tells a failure: the part, the reason, how to mend it, and the end of the log. */
export function tellFailure(failure) {
  say(red(failure.part ? `${failure.part}: ${failure.message}` : failure.message));
  if (failure.hint) say(failure.hint);
  const lines = reasons(failure.log);
  if (lines.length > 0) {
    say(dim(`--- the end of ${failure.log}`));
    for (const line of lines) say(dim(line));
  }
}
