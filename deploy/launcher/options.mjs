import { parseArgs } from 'node:util';
import { Failure } from './failure.mjs';

/** What plugin-spec/cli does for a plugin's developer. */
export const DEVELOPMENT = ['new', 'upgrade', 'pack', 'key', 'sign', 'lint', 'docs'];

const KNOWN = {
  json: { type: 'boolean', default: false },
  wipe: { type: 'boolean', default: false },
  follow: { type: 'boolean', short: 'f', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  port: { type: 'string' },
  lines: { type: 'string', short: 'n' },
  rounds: { type: 'string' },
  only: { type: 'string' },
  on: { type: 'string' },
  'accept-unsigned': { type: 'boolean', default: false },
  'accept-older': { type: 'boolean', default: false },
};

/** Reads the command line into a command, its words and its options. */
export function parseCommandLine(argv) {
  // What follows these is for the developer's command line, which knows its own options.
  if (argv[0] === 'plugin' && [...DEVELOPMENT, 'test'].includes(argv[1])) return { command: 'plugin', words: argv.slice(1), options: {} };
  let parsed;
  try {
    parsed = parseArgs({ args: argv, options: KNOWN, allowPositionals: true });
  } catch (error) {
    throw new Failure(error.message.split('. ')[0], { hint: 'See ./sextant help', exitCode: 2 });
  }
  const { values, positionals } = parsed;
  const [command = 'help', ...words] = positionals;
  return {
    command: values.help ? 'help' : command,
    words,
    options: {
      ...values,
      port: number(values.port, 'port', 1024, 65532),
      lines: number(values.lines, 'lines', 1, 100000) ?? 100,
      rounds: number(values.rounds, 'rounds', 1, 100),
    },
  };
}

function number(text, name, min, max) {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new Failure(`--${name} takes a number between ${min} and ${max}, not “${text}”`, { exitCode: 2 });
  }
  return value;
}
