import { writeFileSync } from 'node:fs';

/** A reporter of node:test that tells each test in one line as it ends, and writes the counts for `./sextant test`. */
export default async function* report(events) {
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
  for await (const { type, data } of events) {
    if (type === 'test:diagnostic' || data?.details?.type === 'suite') continue;
    if (type === 'test:pass' || type === 'test:fail') yield* ended(type, data, counts);
    if (type === 'test:stdout' || type === 'test:stderr') yield data.message;
  }
  if (process.env.SEXTANT_TEST_SUMMARY) writeFileSync(process.env.SEXTANT_TEST_SUMMARY, JSON.stringify(counts));
}

function* ended(type, data, counts) {
  if (data.skip !== undefined || data.todo !== undefined) {
    counts.skipped++;
    return yield `  - ${data.name} (skipped: ${data.skip || data.todo || ''})\n`;
  }
  const took = `${((data.details?.duration_ms ?? 0) / 1000).toFixed(1)} s`;
  if (type === 'test:pass') {
    counts.passed++;
    return yield `  ✓ ${data.name} (${took})\n`;
  }
  counts.failed++;
  counts.failures.push(data.name);
  const error = data.details?.error;
  yield `  ✗ ${data.name} (${took})\n${String(error?.cause?.stack ?? error?.stack ?? error).replaceAll(/^/gm, '      ')}\n`;
}
