import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kitContract } from './contract.mjs';
import { dataContract } from './data-contract.mjs';
import { eventContract } from './event-contract.mjs';
import { KITS } from './kit.mjs';

const kit = {
  command: [process.execPath, 'node_modules/sextant/main.mjs'],
  speaksOfProgress: true,
  plans: true,
  folder: (home, manifest) => {
    const folder = join(home, 'app');
    cpSync(join(KITS, 'test', 'node'), folder, { recursive: true });
    mkdirSync(join(folder, 'node_modules'), { recursive: true });
    if (!existsSync(join(folder, 'node_modules/sextant'))) symlinkSync(join(KITS, 'node'), join(folder, 'node_modules/sextant'));
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
    return folder;
  },
};

kitContract(kit);
dataContract(kit);
eventContract(kit);
