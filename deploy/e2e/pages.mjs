import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../launcher/layout.mjs';

/** Every page of the portal, and what can be opened upon one: its path in the router, its address, and what shows that all of it is there. */
export const PAGES = [
  { name: 'overview', route: '', ready: 'table tbody tr' },
  { name: 'workflows', route: 'workflows', ready: 'tbody a' },
  { name: 'new workflow', route: 'workflows', ready: 'tbody a', open: (page) => page.locator('.page-header .el-button--primary').click(), opened: '#workflow-name' },
  { name: 'designer', route: 'workflows/:id', path: ({ workflow }) => `workflows/${workflow}`, ready: '.problems .fine' },
  { name: 'designer with a step', route: 'workflows/:id', path: ({ workflow }) => `workflows/${workflow}`, ready: '.problems .fine', open: (page) => page.locator('.nodes .row-button').nth(1).click(), opened: '#parameter-script' },
  { name: 'records of the first entity', route: 'records', ready: 'tbody a' },
  { name: 'records', route: 'records/:plugin/:entity', path: () => 'records/inventory/host', ready: 'tbody a' },
  { name: 'new record', route: 'records/:plugin/:entity/new', path: () => 'records/inventory/host/new', ready: '#attribute-name' },
  { name: 'record', route: 'records/:plugin/:entity/:id', path: ({ host }) => `records/inventory/host/${host}`, ready: '#attribute-name' },
  { name: 'runs', route: 'runs', ready: 'tbody a' },
  { name: 'runs that nothing matches', route: 'runs', path: () => 'runs?search=nothing-of-this-name', ready: '.empty' },
  { name: 'search', route: 'runs', ready: 'tbody a', open: (page) => page.keyboard.press('Control+k'), opened: '.palette [role=option]' },
  { name: 'start of a run', route: 'runs/start', path: ({ workflow }) => `runs/start?workflow=${workflow}`, ready: '.picker input[type=checkbox]' },
  ...[['diagram', '.node-mark'], ['nodes', 'tbody td'], ['records', 'tbody td'], ['gantt', '.gantt, [class*=bar]'], ['logs', '.line'], ['variables', '.empty'], ['events', 'tbody td']].map(
    ([tab, ready]) => ({ name: `run, ${tab}`, route: 'runs/:id', path: ({ run }) => `runs/${run}?tab=${tab}`, ready })),
  { name: 'retry of a step', route: 'runs/:id', path: ({ run }) => `runs/${run}`, ready: '.node-mark', open: (page) => page.locator('.decide .el-button').first().click(), opened: '#confirm-form' },
  { name: 'health', route: 'instances', ready: 'tbody a' },
  { name: 'instance and its log', route: 'instances/:id', path: ({ instance }) => `instances/${instance}`, ready: '.log .line' },
  { name: 'packages', route: 'packages', ready: 'tbody a' },
  { name: 'upload', route: 'packages/upload', ready: '.drop' },
  { name: 'package', route: 'packages/:id', path: ({ package: id }) => `packages/${id}`, ready: 'tbody [data-state=HEALTHY]' },
  ...[['a service registration', '.link', '#registration-edit'], ['a copy of a service registration', '.row.end .el-button', '#registration-name']].map(
    ([name, button, opened]) => ({ name, route: 'packages/:id', path: ({ scripts }) => `packages/${scripts}`, ready: 'tbody [data-state=ENABLED]', open: (page) => page.locator('tbody tr', { has: page.locator('[data-state=ENABLED]') }).first().locator(button).first().click(), opened })),
  ...[['verify', '.wizard .facts'], ['review', '.wizard details, .wizard .asks'], ['register', '.wizard .card-body p'], ['launch', 'tbody [data-state=HEALTHY]']].map(
    ([step, ready]) => ({ name: `installation, ${step}`, route: 'packages/:id/install', path: ({ package: id }) => `packages/${id}/install?step=${step}`, ready })),
  { name: 'trust store', route: 'trusted-keys', ready: '.empty' },
  { name: 'new trusted key', route: 'trusted-keys', ready: '.empty', open: (page) => page.locator('.page-header .el-button--primary').click(), opened: '#key-pem' },
  { name: 'services', route: 'services', ready: 'details' },
  { name: 'resources', route: 'resources', ready: 'tbody [data-state]' },
  { name: 'new resource host', route: 'resources', ready: 'tbody [data-state]', open: (page) => page.locator('.page-header .el-button--primary').click(), opened: '#host-name' },
  { name: 'system variables', route: 'variables', ready: 'tbody td' },
  { name: 'new system variable', route: 'variables', ready: 'tbody td', open: (page) => page.locator('.page-header .el-button--primary').click(), opened: '#variable-name' },
  { name: 'a system variable', route: 'variables', ready: 'tbody td', open: (page) => page.locator('tbody .link').first().click(), opened: '#edited-value' },
  { name: 'a plugin’s page that is not there', route: 'plugins/:plugin/:code', path: () => 'plugins/nobody/nothing', ready: '.empty' },
  { name: 'users', route: 'users', ready: 'tbody td' },
  { name: 'a page that is not there', route: ':rest(.*)*', path: () => 'nowhere/at/all', ready: '.empty', untitled: true },
];

/** The paths of the portal's router, as its sources have them. */
export function routes() {
  const read = (file) => readFileSync(join(ROOT, 'portal-ui/src', file), 'utf8');
  const registry = [...read('app/registry.ts').matchAll(/from '@\/(features\/.*?)'/g)].map(([, file]) => `${file}.ts`);
  return [...registry, 'app/router.ts'].flatMap((file) => [...read(file).matchAll(/\{ path: '([^']*)'/g)].map(([, path]) => path)).filter((path) => path !== '/sign-in');
}

/** Every key of the language files: what a page shows where a text is missing. */
export async function textKeys() {
  const source = readFileSync(join(ROOT, 'portal-ui/src/i18n/en.ts'), 'utf8');
  const { default: texts } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
  const flat = (part, path) => Object.entries(part).flatMap(([key, value]) => (typeof value === 'string' ? [`${path}${key}`] : flat(value, `${path}${key}.`)));
  return new Set(flat(texts, ''));
}

/** Runs in the page: everything that a person, or a screen reader, reads. */
export function readable() {
  const attributes = ['aria-label', 'title', 'placeholder', 'alt', 'aria-description'];
  const said = [...document.querySelectorAll(attributes.map((name) => `[${name}]`).join(','))].flatMap((element) => attributes.map((name) => element.getAttribute(name) ?? ''));
  return [document.title, document.body.innerText, ...said].join('\n');
}

/** Runs in the page: what is wider than the place it has, so that the page moves sideways. */
export function sideways() {
  return [document.documentElement, document.body, ...document.querySelectorAll('main')]
    .filter((element) => element.scrollWidth > element.clientWidth)
    .map((element) => `scrolls sideways: ${element.tagName.toLowerCase()} is ${element.scrollWidth} wide in ${element.clientWidth}`);
}

/** Runs in the page: buttons, tabs and column heads whose words are cut off. */
export function cut() {
  return [...document.querySelectorAll('button, [role=tab], th, label, h1')]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('.visually-hidden'))
    .filter((element) => getComputedStyle(element).overflow !== 'visible' && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1)
    .map((element) => `is cut off: ${element.tagName.toLowerCase()} “${element.textContent.trim().slice(0, 40)}”`);
}
