// Made-up data of the development stand-in.
const NOW = Date.now()
const ago = (seconds) => new Date(NOW - seconds * 1000).toISOString()
const uuid = (n) => `0199a1b2-c3d4-7e5f-8a9b-${String(n).padStart(12, '0')}`

const RUN_SCRIPT = {
  id: 'job-execution:run-script@1.0.0', plugin: 'job-execution', name: 'run-script', version: '1.0.0',
  title: { en: 'Run a script', zh: '执行脚本' }, summary: { en: 'Runs a shell or Python script on hosts over SSH.', zh: '通过 SSH 在主机上执行脚本。' },
  targetEntity: 'inventory:host', mode: 'ASYNC', idempotent: true, timeout: 'PT2H', batch: 100,
  input: [
    { name: 'script', type: 'string', format: 'script', required: true, from: 'constant', title: { en: 'Script', zh: '脚本' }, help: { en: 'Runs in its own process group.', zh: '在独立的进程组中运行。' } },
    { name: 'language', type: 'string', enum: ['SHELL', 'PYTHON'], default: 'SHELL', title: { en: 'Language', zh: '语言' } },
    { name: 'arguments', type: 'array', items: 'string', title: { en: 'Arguments', zh: '参数' } },
    { name: 'environment', type: 'object', title: { en: 'Environment', zh: '环境变量' } },
    { name: 'timeout', type: 'string', format: 'duration', default: 'PT1H', title: { en: 'Time limit', zh: '时限' } },
    { name: 'runAs', type: 'string', title: { en: 'Run as user', zh: '执行用户' }, help: { en: 'Through sudo without a password.', zh: '通过免密 sudo。' } },
    { name: 'host', type: 'string', required: true, from: 'record: inventory:host.id' },
    { name: 'address', type: 'string', required: true, from: 'record: inventory:host.address' },
    { name: 'port', type: 'integer', from: 'record: inventory:host.port', default: 22 },
    { name: 'hostKey', type: 'string', required: true, from: 'record: inventory:host.hostKey' },
  ],
  output: [{ name: 'exitCode', type: 'integer', to: 'context' }, { name: 'outputBytes', type: 'integer' }],
}
const NO_OP = {
  ...RUN_SCRIPT, id: 'bench:no-op@1.0.0', plugin: 'bench', name: 'no-op', targetEntity: null, mode: 'SYNC', title: { en: 'Do nothing', zh: '空操作' },
  summary: { en: 'Answers at once.', zh: '立即应答。' }, input: [{ name: 'count', type: 'integer', default: 1 }, { name: 'loud', type: 'boolean', default: false }], output: [],
}
const HOST = {
  plugin: 'inventory', name: 'host', title: { en: 'Hosts', zh: '主机' },
  attributes: [
    { name: 'name', type: 'string', required: true, title: { en: 'Name', zh: '名称' } },
    { name: 'address', type: 'string', required: true, title: { en: 'Address', zh: '地址' } },
    { name: 'port', type: 'integer', default: 22, title: { en: 'SSH port', zh: 'SSH 端口' } },
    { name: 'user', type: 'string', required: true, title: { en: 'User', zh: '用户' } },
    { name: 'authentication', type: 'string', enum: ['KEY', 'PASSWORD'], required: true, default: 'KEY', title: { en: 'Authentication', zh: '认证方式' } },
    { name: 'credential', type: 'secret', required: true, title: { en: 'Credential', zh: '凭据' }, help: { en: 'A private key or a password; it is sealed and never shown again.', zh: '私钥或密码；加密保存，不再显示。' } },
    { name: 'hostKey', type: 'text', required: true, title: { en: 'Host key', zh: '主机密钥' }, help: { en: 'Compare the fingerprint with the machine itself.', zh: '请与主机本身核对指纹。' } },
    { name: 'os', type: 'string', title: { en: 'System', zh: '操作系统' } },
    { name: 'tags', type: 'string', many: true, title: { en: 'Tags', zh: '标签' } },
    { name: 'description', type: 'text', title: { en: 'Description', zh: '描述' } },
  ],
}
const hosts = ['web-1', 'web-2', 'db-1', 'cache-1', 'edge-tokyo-gateway-01'].map((name, i) => ({
  id: uuid(100 + i), displayName: name, name, address: `10.20.0.${11 + i}`, port: 22, user: 'operator', authentication: i % 2 ? 'PASSWORD' : 'KEY',
  credential: { set: true }, hostKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPt0Q0', os: 'Debian 12', tags: i < 2 ? ['web', 'production'] : ['data'], description: '',
}))

const manifest = (name, services, entities) => ({
  apiVersion: 'sextant.dev/v1', name, version: '1.0.0', title: { en: name }, capabilities: name === 'job-execution' ? ['reach-targets'] : [],
  permissions: name === 'job-execution' ? ['inventory:reveal'] : [], databases: [{ name: 'main' }], buckets: [], services, entities, menus: [], roles: [], variables: [],
  containers: [{ image: `${name}:1.0.0`, port: 8080, health: '/health', memory: 536870912, cpu: 1, volumes: { spool: '/var/spool/sextant' }, egress: [] }],
})
const pack = (n, name, version, state, services, entities, summary, total, healthy) => ({
  id: uuid(n), name, version, title: { en: name === 'inventory' ? 'Inventory' : 'Job execution', zh: name === 'inventory' ? '资源清单' : '作业执行' }, summary, state,
  sizeBytes: 151_000_000, digest: 'sha256:9f2c41d7be0a5533a1c2', uploadedAt: ago(7200), uploadedBy: 'admin', registeredAt: state === 'UPLOADED' ? null : ago(7000), registeredBy: state === 'UPLOADED' ? null : 'user:admin',
  signature: { verdict: 'UNSIGNED', keyId: null, keyName: null }, signatureAtUpload: 'UNSIGNED', olderThan: null, accepted: { unsigned: state !== 'UPLOADED', older: false }, workflows: 2,
  manifest: manifest(name, services, entities), instances: { total, healthy },
})
const packages = [
  pack(1, 'job-execution', '1.0.0', 'REGISTERED', [{ ...RUN_SCRIPT, target: 'inventory:host' }], [], { en: 'Runs scripts on hosts over SSH and keeps their output.', zh: '通过 SSH 执行脚本并保存输出。' }, 1, 1),
  pack(2, 'inventory', '1.0.0', 'REGISTERED', [], [HOST], { en: 'Hosts with their sealed credentials.', zh: '主机及其加密凭据。' }, 1, 1),
  pack(3, 'job-execution', '1.1.0', 'UPLOADED', [{ ...RUN_SCRIPT, target: 'inventory:host' }], [], { en: 'Runs scripts on hosts over SSH and keeps their output.' }, 0, 0),
]
const instances = packages.slice(0, 2).map((p, i) => ({
  id: uuid(50 + i), packageId: p.id, plugin: p.name, version: p.version, resourceHostId: uuid(9), state: i ? 'UNHEALTHY' : 'HEALTHY', containerId: '4be0c7a99d11', address: `http://172.19.0.${i + 2}:8080`,
  startedAt: ago(6800), restarts: i, cpuPercent: 1.4 + i, memoryBytes: 212_000_000, memoryLimitBytes: 536_870_912,
  problem: i ? { code: 'HEALTH_CHECK_FAILED', detail: 'GET /health answered 503 for 40 s; look at the logs below.' } : null,
}))
const resourceHost = (n, name, kind, address, more) => ({
  id: uuid(n), name, kind, address, login: null, secretSet: false, tls: false, schedulable: true, mostItems: null, state: 'UP', engineVersion: null, cpus: 0, memoryBytes: 0, problem: null,
  changedAt: ago(500), revision: 3, ...more,
})
const resourceHosts = [
  resourceHost(9, 'local', 'DOCKER', 'unix:///var/run/docker.sock', { engineVersion: '28.2.2', cpus: 8, memoryBytes: 33_600_000_000 }),
  resourceHost(10, 'mariadb-production', 'DATABASE', 'db-1.data.example.org:3306', { login: 'sextant', secretSet: true, tls: true, mostItems: 50, engineVersion: 'MariaDB 11.4.4-MariaDB' }),
  resourceHost(11, 'mariadb-old', 'DATABASE', 'db-0.data.example.org:3306', { login: 'sextant', secretSet: true, schedulable: false, state: 'DOWN', problem: 'No database server answers as it should at db-0.data.example.org:3306: Connection refused. Check the address, the firewall and TLS.' }),
  resourceHost(12, 's3', 'STORAGE', 'https://s3.example.org', { login: 'AKIAEXAMPLE', secretSet: true, engineVersion: 'S3, 12 buckets' }),
]
const allocation = (n, kind, name, plugin, state, more = {}) => ({ id: uuid(n), kind, name, plugin, version: '1.0.0', state, kept: false, problem: null, since: ago(90_000), ...more })
const allocations = {
  [uuid(9)]: [allocation(50, 'INSTANCE', 'job-execution 1.0.0', 'job-execution', 'HEALTHY'), allocation(51, 'INSTANCE', 'inventory 1.0.0', 'inventory', 'UNHEALTHY', { problem: 'GET /health answered 503 for 40 s; look at the logs.' })],
  [uuid(10)]: [
    allocation(60, 'SCHEMA', 'inventory', 'inventory', 'READY'), allocation(61, 'SCHEMA', 'wecmdb', 'wecmdb', 'UPGRADING', { version: '3.2.0' }),
    allocation(62, 'SCHEMA', 'itsdangerous', 'itsdangerous', 'READY', { kept: true, problem: 'upgrade.sql, statement 6, line 7: Table \'itsdangerous.nowhere\' doesn\'t exist. Nothing of it was kept; mend the script and pack the plugin again.' }),
  ],
  [uuid(12)]: [allocation(70, 'BUCKET', 'artifacts-0e6b1f', 'artifacts', 'READY')],
}
const objects = ['packages/demo-app-1.4.2.zip', 'packages/演示应用-1.5.0.zip', 'reports/2026-11/index.html', 'tmp/a\u202egpj.exe', 'tmp/line\nbreak', `deep/${'folder-of-a-long-name/'.repeat(12)}end`].map((key, i) => ({
  key, size: [48_213_114, 51_000_000, 18_204, 7, 0, 1_204_000_000_000][i], changedAt: ago(4000 * (i + 1)),
}))
const manyObjects = () => Array.from({ length: 3000 }, (_, i) => ({ key: `artifacts/${String(i).padStart(5, '0')}/package.tar.gz`, size: i * 7919, changedAt: ago(i * 60) }))
export const BPMN = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:sextant="https://sextant.dev/bpmn/1" id="definitions" targetNamespace="https://sextant.dev/workflows">
  <bpmn:process id="workflow" isExecutable="true">
    <bpmn:startEvent id="start" name="Start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="collect"/>
    <bpmn:serviceTask id="collect" name="Collect facts"><bpmn:extensionElements><sextant:service plugin="job-execution" name="run-script" version="1.0.0"/><sextant:records entity="inventory:host" select="RUN"/><sextant:parameter name="script" from="CONSTANT"><![CDATA[uname -a
df -h /]]></sextant:parameter></bpmn:extensionElements><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:serviceTask>
    <bpmn:sequenceFlow id="f2" sourceRef="collect" targetRef="patch"/>
    <bpmn:serviceTask id="patch" name="Patch and restart"><bpmn:extensionElements><sextant:service plugin="job-execution" name="run-script" version="1.0.0"/><sextant:records entity="inventory:host" select="RUN"/></bpmn:extensionElements><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing></bpmn:serviceTask>
    <bpmn:sequenceFlow id="f3" sourceRef="patch" targetRef="end"/>
    <bpmn:endEvent id="end" name="Done"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
  <bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="workflow">
    <bpmndi:BPMNShape id="s1" bpmnElement="start"><dc:Bounds x="160" y="162" width="36" height="36"/><bpmndi:BPMNLabel><dc:Bounds x="166" y="205" width="24" height="14"/></bpmndi:BPMNLabel></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="s2" bpmnElement="collect"><dc:Bounds x="250" y="140" width="100" height="80"/></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="s3" bpmnElement="patch"><dc:Bounds x="410" y="140" width="100" height="80"/></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="s4" bpmnElement="end"><dc:Bounds x="572" y="162" width="36" height="36"/><bpmndi:BPMNLabel><dc:Bounds x="578" y="205" width="27" height="14"/></bpmndi:BPMNLabel></bpmndi:BPMNShape>
    <bpmndi:BPMNEdge id="e1" bpmnElement="f1"><di:waypoint x="196" y="180"/><di:waypoint x="250" y="180"/></bpmndi:BPMNEdge>
    <bpmndi:BPMNEdge id="e2" bpmnElement="f2"><di:waypoint x="350" y="180"/><di:waypoint x="410" y="180"/></bpmndi:BPMNEdge>
    <bpmndi:BPMNEdge id="e3" bpmnElement="f3"><di:waypoint x="510" y="180"/><di:waypoint x="572" y="180"/></bpmndi:BPMNEdge>
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>`
const workflows = ['Patch web servers', 'Rotate certificates', 'Collect facts'].map((name, i) => ({
  id: uuid(20 + i), name, description: i ? '' : 'Collects facts, patches, restarts.', draft: BPMN,
  latestVersion: i === 2 ? null : { id: uuid(30 + i), number: i + 2, deployedAt: ago(5000) }, updatedAt: ago(900 + i * 4000), updatedBy: 'admin',
}))
const version = (i) => ({ id: uuid(30 + i), workflowId: uuid(20 + i), number: i + 2, name: workflows[i].name, bpmn: BPMN, deployedAt: ago(5000), deployedBy: 'admin', nodes: [
  { nodeId: 'collect', name: 'Collect facts', type: 'SERVICE', service: RUN_SCRIPT.id }, { nodeId: 'patch', name: 'Patch and restart', type: 'SERVICE', service: RUN_SCRIPT.id }] })
const run = (n, state, outcomes, started, ended, i = 0) => ({
  id: uuid(200 + n), workflowId: uuid(20 + i), workflowName: workflows[i].name, versionId: uuid(30 + i), versionNumber: i + 2, state, startedBy: 'admin', startedAt: ago(started),
  endedAt: ended === null ? null : ago(ended), reason: n % 2 ? 'CHG-4711 kernel update' : null, outcomes, recordCount: 5,
})
const runs = [
  run(1, 'RUNNING', { SUCCEEDED: 6 }, 42, null), run(2, 'NEEDS_DECISION', { SUCCEEDED: 8, FAILED: 1, UNREACHABLE: 1 }, 600, null), run(3, 'SUCCEEDED', { SUCCEEDED: 10 }, 4000, 3900),
  run(4, 'TERMINATED', { SUCCEEDED: 3, CANCELLED: 2 }, 9000, 8800, 1), run(5, 'FAILED', { FAILED: 5 }, 90_000, 89_900, 1),
]
const nodesOf = (r) => {
  const running = r.state === 'RUNNING'
  const bad = r.state === 'NEEDS_DECISION'
  return [
    { nodeRunId: uuid(300), nodeId: 'collect', name: 'Collect facts', type: 'SERVICE', service: RUN_SCRIPT.id, state: 'SUCCEEDED', attempt: 1, startedAt: r.startedAt, endedAt: new Date(Date.parse(r.startedAt) + 9000).toISOString(), outcomes: { SUCCEEDED: 5 }, recordCount: 5, problem: null },
    { nodeRunId: uuid(301), nodeId: 'patch', name: 'Patch and restart', type: 'SERVICE', service: RUN_SCRIPT.id, state: running ? 'RUNNING' : bad ? 'FAILED' : 'SUCCEEDED', attempt: 1, startedAt: new Date(Date.parse(r.startedAt) + 9000).toISOString(), endedAt: running ? null : r.endedAt ?? ago(300), outcomes: running ? { SUCCEEDED: 1 } : bad ? { SUCCEEDED: 3, FAILED: 1, UNREACHABLE: 1 } : { SUCCEEDED: 5 }, recordCount: 5, problem: null },
  ]
}
const recordsOf = (r, node) => hosts.map((h, i) => {
  const running = r.state === 'RUNNING' && node === 'patch' && i > 0
  const outcome = running ? null : r.state === 'NEEDS_DECISION' && node === 'patch' && i === 2 ? 'FAILED' : r.state === 'NEEDS_DECISION' && node === 'patch' && i === 4 ? 'UNREACHABLE' : 'SUCCEEDED'
  return { recordId: h.id, displayName: h.name, attempt: 1, state: running ? (i > 3 ? 'WAITING' : 'RUNNING') : 'DONE', outcome, reason: outcome === 'FAILED' ? 'EXIT_CODE' : outcome === 'UNREACHABLE' ? 'CONNECT_TIMEOUT' : null,
    message: outcome === 'FAILED' ? 'The script ended with exit code 3' : outcome === 'UNREACHABLE' ? '10.20.0.15:22 did not answer within 10 s' : null, outputs: outcome && outcome !== 'UNREACHABLE' ? { exitCode: outcome === 'FAILED' ? 3 : 0 } : null,
    startedAt: ago(30), endedAt: running ? null : ago(20 - i), outputBytes: 2400, outputCut: null }
})
const OUTPUT = Array.from({ length: 400 }, (_, i) => (i % 9 === 4 ? `\u001b[33mwarning\u001b[0m: package cache is ${i} minutes old\n` : i % 31 === 7 ? `\u001b[31;1merror\u001b[0m: mirror ${i} did not answer, trying the next\n` : `\u001b[32m✓\u001b[0m step ${i}: unpacked linux-image-6.1.0-${i}-amd64 (6.1.${i}-1) ...\n`)).join('')
// `much`: long lists and long names, as a platform has them after a year.
const LONG = 'Quarterly certificate rotation and kernel patching of the customer-facing edge gateways in Frankfurt and Tokyo'
const many = (count, make) => Array.from({ length: count }, (_, index) => make(index))
const manyPackages = () => many(64, (i) => ({ ...packages[i % 3], id: uuid(1000 + i), name: i ? `plugin-with-a-rather-long-name-${i}` : packages[0].name, title: { en: i % 5 ? `Plugin ${i}` : LONG } }))
const manyRuns = () => [...runs, ...many(295, (i) => ({ ...runs[2 + (i % 3)], id: uuid(2000 + i), workflowName: i % 4 ? workflows[i % 3].name : LONG, startedAt: ago(90_000 + i * 3600), endedAt: ago(89_000 + i * 3600), reason: i % 3 ? null : `CHG-${i} ${LONG}` }))]
const manyRecords = (r, node) => many(300, (i) => ({ ...recordsOf(r, node)[i % 5], recordId: uuid(5000 + i), displayName: i % 7 ? `host-${i}` : `edge-tokyo-gateway-${i}.rack-12.customer-facing.example.internal` }))
const manyHosts = () => many(300, (i) => ({ ...hosts[i % 5], id: uuid(5000 + i), name: `host-${i}`, displayName: i % 7 ? `host-${i}` : `edge-tokyo-gateway-${i}.rack-12.customer-facing.example.internal` }))
const ADMIN = { name: 'admin', displayName: 'Administrator', roles: ['administrator'], permissions: ['*'] }

const BROKEN = [{ versionId: uuid(30), workflowId: uuid(20), name: 'Quarterly patching', number: 3, latest: true, deployedAt: ago(9000), services: ['run-script@1.0.0'] }]
const KEYS = [{ id: uuid(70), keyId: `sha256:${'4f'.repeat(32)}`, name: 'Sextant makers', publicKey: '', addedAt: ago(90_000), addedBy: 'user:admin', revocation: null, packages: 3 },
  { id: uuid(71), keyId: `sha256:${'a1'.repeat(32)}`, name: 'An integrator with a rather long name', publicKey: '', addedAt: ago(990_000), addedBy: 'user:li', revocation: { at: ago(5000), by: 'user:admin', reason: 'The key lay on a lost laptop' }, packages: 0 }]
const review = (one) => ({
  pluginPackage: one, baseline: { id: uuid(2), version: '0.9.0', instances: 1 }, requirements: [{ name: 'inventory', range: '>=0.1', met: true, found: '0.1.0' }],
  services: [{ name: 'run-script', change: 'CHANGED', effect: 'BREAKING', differences: [{ path: 'input.script.type', effect: 'BREAKING', before: 'string', after: 'object' }, { path: 'timeout', effect: 'NOTABLE', before: 'PT1M', after: 'PT5M' }] }, { name: 'no-op', change: 'ADDED', effect: 'COMPATIBLE', differences: [] }],
  parts: [{ kind: 'EGRESS', name: 'updates.example.com', change: 'ADDED', before: null, after: 'main' }, { kind: 'MEMORY', name: 'main', change: 'CHANGED', before: '268435456 bytes', after: '536870912 bytes' }],
  breakage: { services: ['run-script'], workflowCount: 24, workflows: BROKEN }, ignored: [{ line: 4, column: 3, path: 'package/@edition', reason: 'Editions have no meaning here' }], warnings: [],
  problems: [{ severity: 'ASKS', code: 'PACKAGE_UNSIGNED', message: 'It is not signed' }, { severity: 'WARNING', code: 'BREAKS_SERVICES', message: '1 services are gone or incompatible, which 24 deployed workflow versions call' }],
})

export function scenario(mode) {
  const much = mode === 'much'
  const all = (few, more) => (much ? more() : few)
  const page = (items, q) => {
    if (mode === 'empty') return { items: [], next: null }
    const from = Number(q?.get('after') ?? 0)
    const limit = Number(q?.get('limit') ?? 50)
    return { items: items.slice(from, from + limit), next: items.length > from + limit ? String(from + limit) : null }
  }
  let mustChange = mode === 'first'
  const signedIn = () => ({ accessToken: 'stand-in', tokenType: 'Bearer', expiresIn: 600, passwordChangeRequired: mustChange, user: ADMIN })
  const routes = [
    ['POST', /^\/auth\/v1\/sign-in$/, (b) => (b.password === 'wrong' ? [401, { code: 'SIGN_IN_REFUSED', title: 'Not signed in', detail: 'The user name or the password is not right.' }] : signedIn())],
    ['POST', /^\/auth\/v1\/refresh$/, () => (mode === 'first' ? [401, { code: 'NO_SESSION' }] : signedIn())],
    ['POST', /^\/auth\/v1\/sign-out$/, () => ({})],
    ['PUT', /^\/auth\/v1\/users\/me\/password$/, () => ((mustChange = false), signedIn())],
    ['GET', /^\/auth\/v1\/users$/, () => page([ADMIN, { name: 'li', displayName: '李雷', roles: ['operator'], permissions: ['runs:*'] }])],
    ['GET', /^\/auth\/v1\/roles$/, () => page(['administrator', 'designer', 'operator', 'viewer'].map((name) => ({ name, permissions: [] })))],
    ['GET', /^\/platform\/v1\/plugin-packages$/, (_b, _m, q) => page(all(packages, manyPackages), q)],
    ['POST', /^\/platform\/v1\/plugin-packages\/uploads$/, () => ({ id: 'u', offset: 0, largestPiece: 8388608 })],
    ['PUT', /^\/platform\/v1\/plugin-packages\/uploads\/u\/content$/, () => ({ id: 'u', offset: 1e12, largestPiece: 8388608 })],
    ['POST', /^\/platform\/v1\/plugin-packages\/uploads\/u\/complete$/, () => [422, { code: 'MANIFEST_INVALID', title: 'The manifest is not valid', detail: 'plugin.yaml has 2 problems; mend them and pack again.', errors: [{ line: 12, column: 5, message: "'memory' is missing a unit; write for example 512Mi" }, { line: 31, column: 3, message: "'path' is missing; write for example /tools/v1/scripts/run" }], traceId: '4bf92f3577b34da6' }]],
    ['GET', /^\/platform\/v1\/plugin-packages\/([^/]+)$/, (_b, [id]) => packages.find((p) => p.id === id)],
    ['GET', /^\/platform\/v1\/plugin-packages\/([^/]+)\/review$/, (_b, [id]) => review(packages.find((p) => p.id === id))],
    ['GET', /^\/platform\/v1\/plugin-packages\/([^/]+)\/dependents$/, () => ({ instances: { total: 1, healthy: 1 }, packageCount: 0, packages: [], workflowCount: 1, workflows: BROKEN, confirmation: 'x' })],
    ['GET', /^\/platform\/v1\/trusted-keys$/, (_b, _m, q) => page(KEYS, q)],
    ['POST', /^\/platform\/v1\/plugin-packages\/([^/]+)\/register$/, (_b, [id]) => Object.assign(packages.find((p) => p.id === id), { state: 'REGISTERED', registeredAt: ago(0) })],
    ['GET', /^\/platform\/v1\/plugin-instances$/, (_b, _m, q) => page(instances.filter((i) => !q.get('packageId') || i.packageId === q.get('packageId')))],
    ['GET', /^\/platform\/v1\/plugin-instances\/([^/]+)\/logs$/, () => ({ items: OUTPUT.split('\n').slice(0, 120).map((text, i) => ({ at: ago(500 - i), stream: i % 31 === 7 ? 'ERR' : 'OUT', text })) })],
    ['GET', /^\/platform\/v1\/plugin-instances\/([^/]+)$/, (_b, [id]) => instances.find((p) => p.id === id)],
    ['GET', /^\/platform\/v1\/resource-hosts$/, (_b, _m, q) => page(all(resourceHosts, () => Array.from({ length: 70 }, (_, i) => resourceHost(200 + i, `mariadb-${i}.a-rather-long-name-of-a-host.example.org`, 'DATABASE', `10.0.0.${i}:3306`, { engineVersion: 'MariaDB 11.4.4', mostItems: 100000 }))), q)],
    ['POST', /^\/platform\/v1\/resource-hosts$/, () => [422, { code: 'HOST_SIGN_IN', title: 'The resource host refuses the sign-in', detail: "The database server at db.example.org:3306 does not let 'sextant' in: check login and password, and from where the user may come" }]],
    ['GET', /^\/platform\/v1\/resource-hosts\/([^/]+)\/allocations$/, (_b, [id], q) => page(allocations[id] ?? [], q)],
    ['POST', /^\/platform\/v1\/resource-items\/([^/]+)\/questions$/, () => ({ columns: ['id', 'name', 'note'], rows: [['1', 'web-1', null], ['2', 'db-1', 'a longer text']], cut: false })],
    ['GET', /^\/platform\/v1\/resource-items\/([^/]+)\/objects$/, (_b, _m, q) => page(all(objects, manyObjects).filter(({ key }) => key.startsWith(q.get('prefix') ?? '')), q)],
    ['GET', /^\/platform\/v1\/plugin-services$/, () => page([RUN_SCRIPT, NO_OP])],
    ['GET', /^\/platform\/v1\/data-entities$/, () => page([HOST])],
    ['POST', /^\/inventory\/entities\/host\/query$/, (b) => ({ status: 'OK', data: mode === 'empty' ? [] : all(hosts, manyHosts).filter((h) => !b.search || h.name.includes(b.search)).slice(0, b.limit ?? 100), next: null })],
    ['POST', /^\/inventory\/entities\/host\/(create|update|delete)$/, (b) => ({ status: 'OK', data: b })],
    ['POST', /^\/job-execution\/v1\/host-keys\/scan$/, () => ({ items: [{ type: 'ssh-ed25519', key: 'AAAAC3NzaC1lZDI1NTE5AAAAIPt0Q0', fingerprint: 'SHA256:k2Yw0yqkT7S1m1l1bqf7Vb9Xh2J9w' }, { type: 'ssh-rsa', key: 'AAAAB3NzaC1yc2E', fingerprint: 'SHA256:Qm0d7C0yZ0v1nq2' }] })],
    ['GET', /^\/platform\/v1\/workflows$/, () => page(workflows)],
    ['POST', /^\/platform\/v1\/workflows$/, (b) => (workflows.unshift({ ...workflows[2], id: uuid(29), name: b.name, draft: b.draft }), workflows[0])],
    ['GET', /^\/platform\/v1\/workflows\/([^/]+)$/, (_b, [id]) => workflows.find((w) => w.id === id)],
    ['PUT', /^\/platform\/v1\/workflows\/([^/]+)$/, (b, [id]) => Object.assign(workflows.find((w) => w.id === id), b)],
    ['POST', /^\/platform\/v1\/workflows\/([^/]+)\/check$/, (b) => ({ problems: b.bpmn.includes('CDATA') && (b.bpmn.match(/name="script"/g) ?? []).length < 2 ? [{ severity: 'ERROR', elementId: 'patch', code: 'PARAMETER_MISSING', message: "'Patch and restart' has no value for the required parameter 'script'" }, { severity: 'WARNING', elementId: 'end', code: 'UNNAMED', message: 'A warning about the end event' }] : [] })],
    ['POST', /^\/platform\/v1\/workflows\/([^/]+)\/deploy$/, () => version(0)],
    ['GET', /^\/platform\/v1\/workflows\/([^/]+)\/versions$/, () => page([version(0)])],
    ['GET', /^\/platform\/v1\/workflow-versions\/([^/]+)$/, (_b, [id]) => version([0, 1].find((i) => uuid(30 + i) === id) ?? 0)],
    ['GET', /^\/platform\/v1\/runs$/, (_b, _m, q) => page(all(runs, manyRuns).filter((r) => (!q.get('state') || q.getAll('state').includes(r.state)) && (!q.get('workflowId') || q.get('workflowId') === r.workflowId)), q)],
    ['POST', /^\/platform\/v1\/runs$/, () => runs[0]],
    ['GET', /^\/platform\/v1\/runs\/([^/]+)$/, (_b, [id]) => runs.find((r) => r.id === id)],
    ['GET', /^\/platform\/v1\/runs\/([^/]+)\/nodes$/, (_b, [id]) => page(nodesOf(runs.find((r) => r.id === id)))],
    ['GET', /^\/platform\/v1\/runs\/([^/]+)\/nodes\/([^/]+)\/records$/, (_b, [id, node], q) => page(all(recordsOf, () => manyRecords)(runs.find((r) => r.id === id), node).filter((r) => (!q.get('outcome') || r.outcome === q.get('outcome')) && (!q.get('search') || `${r.recordId} ${r.displayName}`.includes(q.get('search')))), q)],
    ['GET', /\/records\/([^/]+)\/output$/, () => ({ items: [{ offset: 0, length: OUTPUT.length, text: OUTPUT, at: ago(20) }], next: String(OUTPUT.length), end: true })],
    ['POST', /^\/platform\/v1\/runs\/.*\/(retry|skip|terminate)$/, () => ({})],
    ['GET', /^\/platform\/v1\/events$/, (_b, _m, q) => page([['run.started', 600], ['node.changed', 598], ['records.changed', 580], ['node.changed', 300], ['run.changed', 299]].map(([type, at], i) => ({ id: String(i + 1), type, at: ago(at), actor: i ? null : 'user:admin', runId: q.get('runId') ?? runs[1].id, nodeId: i ? 'patch' : null, data: [{ workflowId: uuid(20), recordCount: 5 }, { state: 'RUNNING', attempt: 1 }, { outcomes: { SUCCEEDED: 3 } }, { state: 'FAILED', outcomes: { SUCCEEDED: 3, FAILED: 1, UNREACHABLE: 1 } }, { state: 'NEEDS_DECISION' }][i] })))],
  ]

  return (request, url, body, response) => {
    const sse = (request.headers.accept ?? '').includes('text/event-stream')
    if (sse && mode !== 'failing' && mode !== 'forbidden') return stream(url, response)
    const found = routes.find(([method, pattern]) => method === request.method && pattern.test(url.pathname))
    const failing = mode === 'failing' && url.pathname.startsWith('/platform')
    const type = request.headers['content-type'] ?? ''
    const parsed = body.length && type.includes('json') ? JSON.parse(body) : {}
    const refused = mode === 'forbidden' && !url.pathname.startsWith('/auth/v1/refresh')
    const answer = refused ? [403, { code: 'FORBIDDEN', title: 'You may not do this', detail: 'It takes the permission runs:read; ask an administrator for a role that has it.', traceId: '4bf92f3577b34da6' }]
      : failing ? [503, { code: 'CORE_UNAVAILABLE', title: 'The core is not available', detail: 'The gateway could not reach the core; it tries again by itself. See ./sextant status.', traceId: '4bf92f3577b34da6' }]
      : (found?.[2](parsed, url.pathname.match(found[1]).slice(1), url.searchParams) ?? [404, { code: 'NOT_FOUND', detail: url.pathname }])
    const [status, content] = Array.isArray(answer) ? answer : [200, answer]
    response.writeHead(status, { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json', ETag: '"1"' })
    response.end(JSON.stringify(content))
  }
}

function stream(url, response) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream' })
  response.write(': hello\n\n')
  if (url.pathname.endsWith('/output')) {
    response.write(`event: chunk\nid: ${OUTPUT.length}\ndata: ${JSON.stringify({ offset: 0, length: OUTPUT.length, text: OUTPUT, at: ago(1) })}\n\n`)
  } else if (url.pathname.endsWith('/logs')) {
    for (const text of OUTPUT.split('\n').slice(0, 120)) response.write(`event: line\ndata: ${JSON.stringify({ at: ago(50), stream: 'OUT', text })}\n\n`)
  }
  const beat = setInterval(() => response.write(': beat\n\n'), 10_000)
  response.on('close', () => clearInterval(beat))
}
