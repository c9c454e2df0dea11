import assert from 'node:assert/strict';
import { test } from 'node:test';
import { megabytes, seconds, table } from '../console.mjs';
import { demoSucceeded, printable, target } from '../demo.mjs';
import { scriptWorkflow } from '../demo-workflow.mjs';
import { listeningInodes } from '../processes.mjs';
import { countReport } from '../test-results.mjs';
import { median } from '../bench-start.mjs';

test('durations and sizes read well', () => {
  assert.deepEqual([0.42, 12.4, 75].map(seconds), ['0.4 s', '12 s', '1 min 15 s']);
  assert.equal(megabytes(1610612736), '1536 MB');
  assert.equal(megabytes(undefined), '-');
});

test('tables align, numbers at the right', () => {
  assert.equal(table(['A', 'N'], [['long', 1], ['x', 22]], ['N']), 'A      N\nlong   1\nx     22');
});

test('the demo succeeds only when every host did', () => {
  const well = { run: { state: 'SUCCEEDED' }, targets: [{ outcome: 'SUCCEEDED' }] };
  assert.ok(demoSucceeded(well));
  assert.ok(!demoSucceeded({ ...well, targets: [] }));
  assert.ok(!demoSucceeded({ ...well, targets: [{ outcome: 'SUCCEEDED' }, { outcome: 'UNKNOWN' }] }));
  assert.ok(!demoSucceeded({ ...well, run: { state: 'NEEDS_DECISION' } }));
});

test('a target shows its outcome, exit code and seconds, and why it failed', () => {
  const times = { startedAt: '2026-01-01T00:00:00Z', endedAt: '2026-01-01T00:00:02.345Z' };
  assert.deepEqual(target({ displayName: 'a', outcome: 'SUCCEEDED', outputs: { exitCode: 0 }, ...times }),
    { name: 'a', outcome: 'SUCCEEDED', exitCode: 0, seconds: 2.3 });
  assert.deepEqual(target({ displayName: 'b', outcome: 'UNREACHABLE', reason: 'CONNECT_TIMEOUT', message: 'no answer' }),
    { name: 'b', outcome: 'UNREACHABLE', exitCode: null, seconds: null, reason: 'CONNECT_TIMEOUT: no answer' });
});

test('output of a host cannot steer the terminal', () => {
  assert.equal(printable('\u001b[2J\u0007red\u009b31m\ttab'), '[2Jred31m\ttab');
});

test('a script goes into the workflow as it is', () => {
  const bpmn = scriptWorkflow({ script: 'echo "<a> & ]]> b"', name: 'A & "B"' });
  assert.ok(bpmn.includes('<![CDATA[echo "<a> & ]]]]><![CDATA[> b"]]>'));
  assert.ok(bpmn.includes('name="A &amp; &quot;B&quot;"'));
});

test('finds who listens in the kernel’s table', () => {
  const row = '   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4242 1 x';
  assert.deepEqual(listeningInodes(row, 8080), ['4242']);
  assert.deepEqual(listeningInodes(row.replace(' 0A ', ' 01 '), 8080), []);
});

test('counts a test report', () => {
  const xml = '<testsuite><testcase name="a" classname="T"/><testcase classname="T" name="b"><failure>x</failure></testcase>'
    + '<testcase name="c" classname="T"><skipped/></testcase><testcase name="d" classname="T"><system-out>o</system-out></testcase></testsuite>';
  assert.deepEqual(countReport(xml), { passed: 2, failed: 1, skipped: 1, failures: ['T b'] });
});

test('the median is the middle', () => assert.deepEqual([median([3, 1, 2]), median([1, 2, 3, 10])], [2, 2.5]));
