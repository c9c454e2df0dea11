import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { portalUrl } from '../launcher/demo.mjs';
import { barriers, openBrowser } from './browser.mjs';
import { ended, runScript, sharedPlatform } from './harness.mjs';
import { keyboardFaults } from './keyboard.mjs';
import { cut, PAGES, readable, routes, sideways, textKeys } from './pages.mjs';

/** Each pair of language, width and theme comes up once; the page is loaded once for each language, and what is `walked` is tabbed through. */
const LOOKS = {
  en: [{ width: 1440, theme: 'light', walked: true }, { width: 1024, theme: 'dark' }],
  zh: [{ width: 1440, theme: 'dark' }, { width: 1024, theme: 'light', walked: true }],
};
const HEIGHT = 900;
const PASSWORD = 'every page of them all';

const user = `pages-${randomBytes(4).toString('hex')}`;
let platform;
let browser;
let page;
let keys;
let ids;
let oneTimePassword;
const at = (path) => `${portalUrl(platform.place)}${path}`;

before(async () => {
  platform = await sharedPlatform();
  const { api, hosts } = platform;
  keys = await textKeys();
  ({ oneTimePassword } = await api.post('/auth/v1/users', { name: user, displayName: 'Pages', roles: ['administrator'] }));
  const run = await runScript(api, hosts, 'echo "on $(hostname)"; case $(hostname) in *2) exit 3;; esac', { name: 'Pages' });
  const { workflowId } = await ended(api, run.id);
  const [instance] = (await api.get('/platform/v1/plugin-instances')).items;
  const { items: scripts } = await api.get('/platform/v1/plugin-packages?search=job-execution&state=REGISTERED');
  ids = { scripts: scripts[0].id, run: run.id, workflow: workflowId, instance: instance.id, package: instance.packageId, host: hosts[0].id };
  await api.send('POST', '/platform/v1/system-variables', { json: { name: 'PAGES_GREETING', scope: 'GLOBAL', type: 'string', value: 'hello' } });
  browser = await openBrowser();
  page = browser.page;
  // What moves is measured while it moves; the portal stands still for whoever asks for it.
  await page.emulateMedia({ reducedMotion: 'reduce' });
});

after(async () => {
  await browser?.close();
  if (ids) await platform.api.post(`/platform/v1/runs/${ids.run}/terminate`, { reason: 'the pages were seen' });
});

test('the list of pages knows every path of the router', () => {
  assert.deepEqual([...new Set(PAGES.map(({ route }) => route))].sort(), [...new Set(routes())].sort());
});

test('the sign-in page', () => inspect({ path: () => 'sign-in', ready: '#sign-in-name' }));

test('the change of a one-time password', async () => {
  await signIn(oneTimePassword);
  const faults = await faultsOf({ path: () => 'sign-in', ready: '#new-password' });
  await page.locator('#current-password').fill(oneTimePassword);
  await page.locator('#new-password').fill(PASSWORD);
  await page.locator('#again-password').fill(PASSWORD);
  await page.locator('button[type=submit]').click();
  await page.locator('.frame').waitFor();
  assert.deepEqual(faults, []);
});

for (const one of PAGES) test(`${one.name}`, () => inspect(one));

async function signIn(password) {
  await page.goto(at('sign-in'));
  await page.locator('#sign-in-name').fill(user);
  await page.locator('#sign-in-password').fill(password);
  await page.locator('button[type=submit]').click();
  await page.locator('#new-password').waitFor();
}

async function inspect(one) {
  assert.deepEqual(await faultsOf(one), []);
}

async function faultsOf(one) {
  const faults = [];
  for (const [locale, looks] of Object.entries(LOOKS)) {
    const here = `${locale}: `;
    await visit(one, locale);
    faults.push(...(await textFaults(one)).map((fault) => here + fault));
    for (const { width, theme, walked } of looks) {
      await dress(width, theme);
      const found = [...(await page.evaluate(sideways)), ...(await page.evaluate(cut)), ...(await page.evaluate(moving)), ...(await barriers(page)), ...(walked ? await keyboardFaults(page) : [])];
      faults.push(...found.map((fault) => `${locale}, ${width}, ${theme}: ${fault}`));
    }
  }
  faults.push(...browser.errors.splice(0).map((error) => `on the console: ${error}`));
  return faults;
}

async function visit({ route = '', path = () => route, ready, open, opened }, locale) {
  await page.setViewportSize({ width: LOOKS[locale][0].width, height: HEIGHT });
  // The language is chosen before the page is drawn, as by somebody who comes back.
  if (!page.url().startsWith(at(''))) await page.goto(at('sign-in'));
  await page.evaluate((chosen) => localStorage.setItem('sextant.preferences', JSON.stringify({ locale: chosen })), locale);
  await page.goto(at(path(ids)));
  await page.locator(ready).first().waitFor();
  await page.waitForFunction(() => !document.querySelector('[aria-busy=true], .skeleton'));
  if (!open) return;
  await open(page);
  await page.locator(opened).first().waitFor();
}

async function dress(width, theme) {
  await page.setViewportSize({ width, height: HEIGHT });
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.waitForFunction((dark) => document.documentElement.classList.contains('dark') === dark, theme === 'dark');
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

async function textFaults({ opened }) {
  const text = await page.evaluate(readable);
  const title = await page.title();
  const heading = (await page.locator('h1').first().textContent())?.trim();
  return [
    ...[...new Set(text.match(/[\w-]+(?:\.[\w-]+)+/g))].filter((word) => keys.has(word)).map((key) => `shows the key ${key}`),
    ...(heading && title === `${heading} · Sextant` ? [] : [`has the title “${title}” over the heading “${heading}”`]),
    ...(opened || (await page.locator('h1').count()) === 1 ? [] : ['has not one heading of the first level']),
  ];
}

/** Runs in the page: what still moves although motion is not wanted. */
function moving() {
  return document.getAnimations().filter((one) => one.playState === 'running').map((one) => `moves: ${one.animationName ?? one.transitionProperty} of ${one.effect?.target?.className}`);
}
