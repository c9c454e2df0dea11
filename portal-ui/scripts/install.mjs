// Runs `npm ci`, unless node_modules already stands for this very lock file: a clean install takes most of a build's time.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'

const STAMP = 'node_modules/.installed-lock'
const lock = createHash('sha256').update(readFileSync('package-lock.json')).update(process.version).digest('hex')

function installed() {
  try {
    return readFileSync(STAMP, 'utf8')
  } catch {
    return ''
  }
}

if (installed() !== lock) {
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
  writeFileSync(STAMP, lock)
}
