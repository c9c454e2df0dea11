import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kitContract } from './contract.mjs';
import { dataContract } from './data-contract.mjs';
import { eventContract } from './event-contract.mjs';
import { KITS } from './kit.mjs';

const kit = {
  // Debian's own, as in the image; another one on the PATH may lack Debian's cryptography.
  command: ['/usr/bin/python3', '-m', 'sextant'],
  env: { PYTHONPATH: join(KITS, 'python'), PYTHONDONTWRITEBYTECODE: '1' },
  speaksOfProgress: true,
  plans: true,
  folder: (home, manifest) => {
    const folder = join(home, 'app');
    cpSync(join(KITS, 'test', 'python'), folder, { recursive: true });
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
    return folder;
  },
};

kitContract(kit);
dataContract(kit);
eventContract(kit);
