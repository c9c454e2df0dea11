import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Seals texts with the plugin's own key: AES-256-GCM, bound to the name they are kept under. */
export class Sealer {
  #key;

  constructor(file) {
    this.#key = Buffer.from(readFileSync(file, 'ascii').trim(), 'base64');
    if (this.#key.length !== 32) throw new Error(`The sealing key ${file} has ${this.#key.length} bytes instead of 32`);
  }

  seal(name, text) {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(Buffer.from(name));
    return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
  }

  open(name, sealed) {
    const whole = Buffer.from(sealed, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', this.#key, whole.subarray(0, 12)).setAAD(Buffer.from(name)).setAuthTag(whole.subarray(-16));
    return Buffer.concat([decipher.update(whole.subarray(12, -16)), decipher.final()]).toString('utf8');
  }
}
