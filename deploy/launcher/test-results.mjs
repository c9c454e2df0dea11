import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = ['surefire-reports', 'failsafe-reports', 'vitest-reports'];

/** Counts what the modules' test reports say that were written since `since` (milliseconds). */
export function junitResults(root, since) {
  const total = { passed: 0, failed: 0, skipped: 0, failures: [] };
  for (const file of reportFiles(root, '').filter((path) => statSync(path).mtimeMs >= since)) {
    const counted = countReport(readFileSync(file, 'utf8'));
    total.passed += counted.passed;
    total.failed += counted.failed;
    total.skipped += counted.skipped;
    total.failures.push(...counted.failures);
  }
  return total;
}

/** One JUnit report in XML. */
export function countReport(xml) {
  const cases = [...xml.matchAll(/<testcase\b([^>]*?)(\/>|>([\s\S]*?)<\/testcase>)/g)];
  const counted = { passed: 0, failed: 0, skipped: 0, failures: [] };
  for (const [, attributes, , body = ''] of cases) {
    if (/<(failure|error)\b/.test(body)) {
      counted.failed++;
      counted.failures.push(`${attribute(attributes, 'classname')} ${attribute(attributes, 'name')}`);
    } else if (/<skipped\b/.test(body)) counted.skipped++;
    else counted.passed++;
  }
  return counted;
}

function attribute(attributes, name) {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
}

function reportFiles(root, path) {
  const folder = join(root, path);
  const found = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory() || ['node_modules', 'src', '.git', '.sextant'].includes(entry.name)) continue;
    const inside = join(path, entry.name);
    if (entry.name === 'target') found.push(...reportsIn(join(root, inside)));
    else found.push(...reportFiles(root, inside));
  }
  return found;
}

function reportsIn(target) {
  return FOLDERS.map((name) => join(target, name))
    .filter(existsSync)
    .flatMap((folder) => readdirSync(folder).filter((name) => name.endsWith('.xml')).map((name) => join(folder, name)));
}
