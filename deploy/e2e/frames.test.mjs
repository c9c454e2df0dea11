import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Api, waitFor } from '../launcher/api.mjs';
import { portalUrl } from '../launcher/demo.mjs';
import { ROOT } from '../launcher/layout.mjs';
import { BUILT_HERE, installPlugin, removePackage } from '../launcher/plugins.mjs';
import { barriers, openBrowser } from './browser.mjs';
import { developer, sharedPlatform } from './harness.mjs';
import { sideways } from './pages.mjs';

/** Plugins' pages in the portal: the sample's, and one that tries to break out. */
const SAMPLE = join(ROOT, 'plugins/samples/python-port-check');
const PASSWORD = 'a page within a page';
const folder = mkdtempSync(join(tmpdir(), 'sextant-frames-'));
const user = `frames-${randomBytes(4).toString('hex')}`;
let platform;
let browser;
let page;
let spy;
const at = (path) => `${portalUrl(platform.place)}${path}`;
const inside = () => page.frameLocator('iframe');

before(async () => {
  platform = await sharedPlatform();
  const { api } = platform;
  await packAndInstall('port-check', SAMPLE);
  spy = await packAndInstall('port-spy', hostileProject());
  const { oneTimePassword } = await api.post('/auth/v1/users', { name: user, displayName: 'Frames', roles: ['administrator'] });
  browser = await openBrowser();
  page = browser.page;
  await page.goto(at('sign-in'));
  await page.locator('#sign-in-name').fill(user);
  await page.locator('#sign-in-password').fill(oneTimePassword);
  await page.locator('button[type=submit]').click();
  await page.locator('#current-password').fill(oneTimePassword);
  await page.locator('#new-password').fill(PASSWORD);
  await page.locator('#again-password').fill(PASSWORD);
  await page.locator('button[type=submit]').click();
  await page.locator('.frame').waitFor();
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
  await removeSpy();
});

/** The sample under another name, with pages that do harm. */
function hostileProject() {
  const project = join(folder, 'port-spy');
  cpSync(SAMPLE, project, { recursive: true });
  rmSync(join(project, 'ui'), { recursive: true });
  cpSync(join(SAMPLE, 'ui/index.html'), join(project, 'ui/index.html'));
  const manifest = readFileSync(join(project, 'plugin.yaml'), 'utf8').replaceAll('port-check', 'port-spy').replaceAll('Port check calls', 'Spy');
  writeFileSync(join(project, 'plugin.yaml'), manifest);
  writeFileSync(join(project, 'ui/index.html'), '<!doctype html><title>Spy</title><p id="outcomes"></p><script src="spy.js"></script><script>window.inline = true</script>');
  copyFileSync(join(ROOT, 'deploy/e2e/hostile-page.js'), join(project, 'ui/spy.js'));
  return project;
}

async function packAndInstall(name, project) {
  const file = join(folder, `${name}.sextant.zip`);
  await developer(platform.place, 'plugin', 'pack', project, '--output', file);
  return installPlugin(platform.place, platform.api, name, file, { accept: BUILT_HERE });
}

async function removeSpy() {
  const packages = await platform.api.all('/platform/v1/plugin-packages?search=port-spy');
  for (const one of packages) if (one.name === 'port-spy') await removePackage(platform.api, one);
}

test('the sample’s page opens from the menu, in the portal’s language and theme, and calls its plugin', async () => {
  await page.locator('.menu').getByRole('link', { name: 'Port check calls' }).click();
  await inside().getByLabel('Id of a call').fill('no-such-call');
  await inside().getByRole('button', { name: 'Look up' }).click();
  await inside().getByText('The plugin answered 404 to this id.').waitFor();
  await page.getByText('port-check 0.1.0 · no-such-call').waitFor();
  assert.equal(new URL(page.url()).searchParams.get('at'), '/calls/no-such-call');
  assert.equal(await page.title(), 'Port check calls · Sextant');
  assert.deepEqual(await barriers(page), []);
  await page.setViewportSize({ width: 1024, height: 900 });
  assert.deepEqual(await page.evaluate(sideways), []);
  await page.setViewportSize({ width: 1440, height: 900 });
  // The address restores the place, and what changes in the portal reaches the page.
  await page.reload();
  await inside().getByText('The plugin answered 404 to this id.').waitFor();
  await page.evaluate(() => localStorage.setItem('sextant.preferences', JSON.stringify({ locale: 'zh', theme: 'dark' })));
  await page.reload();
  await inside().getByText('插件对此编号返回 404。').waitFor();
  assert.equal(await inside().locator('html').getAttribute('data-theme'), 'dark');
  await page.evaluate(() => localStorage.setItem('sextant.preferences', JSON.stringify({ locale: 'en', theme: 'light' })));
  assert.deepEqual(browser.errors.splice(0), []);
});

test('a hostile page reaches its own plugin and nothing else', async () => {
  await page.goto(at('plugins/port-spy/calls'));
  await inside().locator('#outcomes:not(:empty)').waitFor({ timeout: 60_000 });
  const { outcomes, token } = JSON.parse(await inside().locator('#outcomes').textContent());
  const { 'its own plugin': own, ...others } = outcomes;
  assert.equal(own, 'done: 404');
  assert.equal(Object.keys(others).length, 15);
  for (const [what, outcome] of Object.entries(others)) assert.match(outcome, /^refused/, what);
  assert.ok(page.url().startsWith(at('plugins/port-spy/calls')), page.url());
  assert.equal(new URL(page.url()).search, '');
  assert.equal(await page.locator('h1').textContent(), 'Spy');
  assert.equal(await page.locator('img[src=x]').count(), 0);
  assert.equal(await inside().locator('body').evaluate(() => 'inline' in window || 'ran' in window), false);
  const thief = new Api(platform.place.url('gateway'), async () => token);
  for (const path of ['/platform/v1/runs', '/platform/v1/ui-modules', '/auth/v1/users/me', '/inventory/v1/things', '/port-check/v1/invocations/none']) {
    assert.equal((await thief.send('GET', path)).status, 401, path);
  }
  // The browser tells each refusal on its console.
  browser.errors.splice(0);
});

test('a page that is opened by itself has no origin either', async () => {
  const [{ source }] = (await platform.api.get('/platform/v1/ui-modules')).items.filter(({ plugin }) => plugin === 'port-spy');
  await page.goto(platform.place.url('gateway') + source);
  assert.equal(await page.evaluate(() => window.origin), 'null');
  browser.errors.splice(0);
});

test('a page that is broken, unknown or whose plugin is down is told of, and comes back', async () => {
  await page.route('**/spy.js', (route) => route.abort());
  await page.goto(at('plugins/port-spy/calls'));
  await page.getByText('The page does not answer').waitFor();
  assert.deepEqual(await barriers(page), []);
  await page.unroute('**/spy.js');
  await page.getByRole('button', { name: 'Try again' }).click();
  await inside().locator('#outcomes:not(:empty)').waitFor({ timeout: 60_000 });
  await page.goto(at('plugins/port-spy/nothing'));
  await page.getByText('There is no such page').waitFor();
  await page.goto(at('plugins/port-spy/calls'));
  await inside().locator('#outcomes').waitFor();
  await stopSpy();
  await page.getByText('port-spy does not run').waitFor();
  assert.deepEqual(await barriers(page), []);
  await platform.api.post(`/platform/v1/plugin-instances/${spy.id}/start`);
  await inside().locator('#outcomes').waitFor({ timeout: 60_000 });
  browser.errors.splice(0);
});

test('the menu has no entry and the files do not answer once the package is gone', async () => {
  const [{ source }] = (await platform.api.get('/platform/v1/ui-modules')).items.filter(({ plugin }) => plugin === 'port-spy');
  const stranger = new Api(platform.place.url('gateway'));
  assert.equal((await stranger.send('GET', source)).status, 200);
  await page.goto(at(''));
  const entry = page.locator('.menu').getByRole('link', { name: 'Spy' });
  await entry.waitFor();
  await removeSpy();
  await entry.waitFor({ state: 'detached' });
  assert.equal((await stranger.send('GET', source)).status, 404);
});

async function stopSpy() {
  const path = `/platform/v1/plugin-instances/${spy.id}`;
  await platform.api.post(`${path}/stop`);
  await waitFor('Stop of port-spy', () => platform.api.get(path), (now) => now.state === 'STOPPED');
}
