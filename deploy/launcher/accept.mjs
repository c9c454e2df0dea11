import { createInterface } from 'node:readline/promises';
import { basename } from 'node:path';
import { Failure } from './failure.mjs';
import { hasZipEntry } from './zip.mjs';

/** Asks before anything is touched whether an archive without a signature is to be installed: what it replaces would be gone already. */
export async function acceptArchive(file, given, ask = askPerson) {
  if (given.acceptUnsigned || hasZipEntry(file, 'package.sig')) return given;
  await agree(ask, `${basename(file)} is not signed: nobody vouches for what is in it.`, '--accept-unsigned');
  return { ...given, acceptUnsigned: true };
}

/** Asks what the platform alone can tell of a package: whether its key is trusted there, and whether a higher version was there before. */
export async function acceptPackage(one, given, ask = askPerson) {
  const accept = { ...given };
  if (one.state !== 'UPLOADED') return accept;
  const label = `${one.name} ${one.version}`;
  if (one.signature?.verdict === 'UNKNOWN_KEY' && !accept.acceptUnsigned) {
    await agree(ask, `${label} is signed with the key ${one.signature.keyId}, which is not in the platform's trust store.`, '--accept-unsigned');
    accept.acceptUnsigned = true;
  }
  if (one.olderThan && !accept.acceptOlder) {
    await agree(ask, `${label} is older than ${one.olderThan}, which was on this platform before.`, '--accept-older');
    accept.acceptOlder = true;
  }
  return accept;
}

async function agree(ask, fact, option) {
  const answer = await ask(`${fact} Install it nonetheless? [y/N] `);
  if (!/^y(es)?$/i.test(answer?.trim() ?? '')) {
    throw new Failure(`${fact} It was not installed.`, { hint: `To install it nonetheless, say so: plugin install … ${option}` });
  }
}

/** The answer of whoever sits at the terminal; none where nobody does. */
async function askPerson(question) {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}
