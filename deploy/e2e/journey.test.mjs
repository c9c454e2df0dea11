import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { pluginPackage } from '../launcher/build.mjs';
import { ensureHostImage, ensureHosts, hostRecord, onHost } from '../launcher/demo-hosts.mjs';
import { portalUrl } from '../launcher/demo.mjs';
import { Steps } from '../launcher/steps.mjs';
import { barriers, openBrowser } from './browser.mjs';
import { freshPlatform } from './harness.mjs';

const HOSTS = ['journey-host-1', 'journey-host-2'];
const PASSWORD = 'a journey of a thousand miles';
const SCRIPT = ['for i in 1 2 3 4 5 6 7 8; do', '  echo "step $i on $(hostname)"', '  sleep 1', 'done', 'echo done >> /tmp/journey', 'exit 0'].join('\n');
const LONG = 180_000;

let platform;
let browser;
let page;
const at = (path) => `${portalUrl(platform.place)}${path}`;
const button = (name, inside = page) => inside.getByRole('button', { name, exact: true });

before(async () => {
  platform = await freshPlatform('journey');
  const { place } = platform;
  const image = await ensureHostImage(place, new Steps(place.at('durations.json')));
  await ensureHosts(place, image, HOSTS);
  browser = await openBrowser();
  page = browser.page;
});

after(async () => {
  await browser?.close();
  await platform?.away();
});

test('a person does the whole job in the browser', async (journey) => {
  await journey.test('signs in with the one-time password and changes it', signIn);
  await journey.test('uploads, verifies, reviews, accepts, registers and launches the inventory', () => install('inventory', 'Data entities (1)'));
  await journey.test('uploads, reviews, registers and launches job-execution', () => install('job-execution', 'reach-targets'));
  await journey.test('reads the live log of an instance', readInstanceLog);
  for (const host of HOSTS) await journey.test(`adds ${host} with the key that it shows`, () => addHost(host));
  await journey.test('draws a workflow, is told what is missing, and deploys it', drawWorkflow);
  await journey.test('runs it, watches the outputs arrive, and reads the outcome', runAndWatch);
  await journey.test('stays signed in when a page is left in the midst of a renewal', leaveInTheMidst);
  await journey.test('reads the same in Chinese and signs out', chineseAndOut);
  assert.deepEqual(browser.errors, []);
});

async function signIn() {
  const password = readFileSync(platform.place.passwordFile, 'utf8').trim();
  await page.goto(at(''));
  await page.getByLabel('User name').fill('admin');
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await button('Sign in').click();
  await page.getByRole('alert').waitFor();
  await accessible();
  await page.getByLabel('Password', { exact: true }).fill(password);
  await button('Sign in').click();
  await page.getByLabel('One-time password').fill(password);
  await page.getByLabel('New password', { exact: true }).fill(PASSWORD);
  await page.getByLabel('New password again').fill(PASSWORD);
  await button('Change and continue').click();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  await page.getByText('0 of 5 done').waitFor();
  await accessible();
  // The session outlives a reload by its cookie alone; the token was in memory only.
  await page.reload();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
}

async function install(plugin, asked) {
  await page.goto(at('packages'));
  await button('Upload a package').first().click();
  await page.getByTestId('package-file').setInputFiles(pluginPackage(platform.place.root, plugin));
  await page.getByRole('heading', { name: 'What was verified' }).waitFor({ timeout: LONG });
  await page.getByText('nobody vouches').first().waitFor();
  await accessible();
  await button('Continue').click();
  await page.getByText(asked).first().waitFor();
  await accessible();
  await button('Continue').click();
  // The step of the same name is a button, too.
  const register = page.locator('.el-button', { hasText: /^Register$/ });
  assert.ok(await register.isDisabled(), 'nobody has signed it, and nobody has accepted that yet');
  await page.getByText('I accept that no trusted key').click();
  // What was ticked outlives a reload, and so does the step.
  await page.reload();
  await accessible();
  await register.click();
  await button('Launch an instance').first().click();
  await page.locator('tbody [data-state=HEALTHY]').waitFor({ timeout: LONG });
}

async function readInstanceLog() {
  await page.goto(at('instances'));
  await page.getByRole('link', { name: 'job-execution' }).click();
  await page.getByRole('log').locator('.line').first().waitFor({ timeout: LONG });
  await page.getByRole('status').filter({ hasText: 'Live' }).waitFor();
}

async function addHost(name) {
  const record = hostRecord(platform.place, name);
  await page.goto(at('records/inventory/host/new'));
  await page.locator('#attribute-name').fill(record.name);
  await page.locator('#attribute-address').fill(record.address);
  await page.locator('#attribute-user').fill(record.user);
  await choose('#attribute-authentication', 'KEY');
  await page.locator('#attribute-credential').fill(record.credential);
  await button('Fetch host key').click();
  await button('Trust this key').first().waitFor({ timeout: 60_000 });
  await page.locator('.found .row').filter({ hasText: 'ssh-ed25519' }).getByRole('button').click();
  const [type, key] = record.hostKey.split(' ');
  assert.equal(await page.locator('#attribute-hostKey').inputValue(), `${type} ${key}`);
  await accessible();
  await button('Create').click();
  await page.getByRole('link', { name }).waitFor();
}

async function drawWorkflow() {
  await page.goto(at('workflows'));
  await button('New workflow').first().click();
  const dialog = page.getByRole('dialog', { name: 'New workflow' });
  await dialog.getByLabel('Name').fill('Journey');
  await button('Create and design', dialog).click();
  await page.getByRole('button', { name: /Run a script/ }).click();
  await page.locator('.problem-mark').waitFor();
  assert.ok(await button('Deploy').isDisabled());
  await page.locator('#node-name').fill('Walk');
  await page.locator('#parameter-script').fill(SCRIPT);
  await page.getByText('No problems found.').waitFor();
  await accessible();
  await button('Save draft').click();
  await page.getByText('Saved', { exact: true }).waitFor();
  await button('Deploy').click();
  await button('Deploy', page.getByRole('dialog')).click();
  await page.getByText('deployed as v1').waitFor();
}

async function runAndWatch() {
  await button('Start a run').click();
  for (const host of HOSTS) await page.getByLabel(host).check();
  await page.getByLabel('Reason (optional)').fill('to see how it goes');
  await page.getByText('1 step runs on 2 records').waitFor();
  await accessible();
  await button('Start on 2').click();
  await page.locator('.node-mark[data-state=RUNNING]').waitFor({ timeout: 60_000 });
  const panel = page.getByRole('complementary', { name: 'Selected step' });
  await panel.getByRole('button', { name: new RegExp(HOSTS[0]) }).click();
  const log = page.getByRole('log');
  await log.getByText(`step 2 on ${HOSTS[0]}`).waitFor({ timeout: 60_000 });
  assert.equal(await page.locator('.page-header [data-state=RUNNING]').count(), 1, 'the output arrives while the script runs');
  await log.getByText(`step 8 on ${HOSTS[0]}`).waitFor({ timeout: 60_000 });
  await page.locator('.page-header [data-state=SUCCEEDED]').waitFor({ timeout: 60_000 });
  await accessible();
  await page.getByRole('tab', { name: 'Records' }).click();
  for (const host of HOSTS) {
    const row = page.getByRole('row').filter({ hasText: host });
    await row.locator('[data-state=SUCCEEDED]').waitFor();
    assert.match(await row.innerText(), /\b0\b/, 'exit code');
    assert.equal(await onHost(platform.place, host, 'cat', '/tmp/journey'), 'done', 'the script ran once');
  }
  await page.getByRole('tab', { name: 'Diagram' }).click();
  await page.locator('.node-mark[data-state=SUCCEEDED]').waitFor();
}

async function leaveInTheMidst() {
  // The auth-server answers, and the page that asked is no longer there to hear it, as on a reload at the wrong moment.
  await page.route('**/auth/v1/refresh', async (route) => {
    const headers = await route.request().allHeaders();
    const { status } = await fetch(route.request().url(), { method: 'POST', headers: { cookie: headers.cookie, 'idempotency-key': headers['idempotency-key'] } });
    assert.equal(status, 200);
    await route.abort();
  }, { times: 1 });
  await page.reload();
  await page.getByRole('tab', { name: 'Records' }).waitFor();
}

async function chineseAndOut() {
  await page.goto(at('runs'));
  await button('Language').click();
  await page.getByRole('menuitem', { name: '中文' }).click();
  await page.getByRole('heading', { name: '运行' }).waitFor();
  await page.getByText('成功').first().waitFor();
  await page.getByRole('button', { name: /Administrator|admin/ }).click();
  await page.getByRole('menuitem', { name: '退出登录' }).click();
  await page.getByLabel('用户名').waitFor();
  await page.goto(at('runs'));
  await page.getByLabel('用户名').waitFor();
}

async function choose(field, option) {
  // The field lies below the text that Element Plus shows over it.
  await page.locator(field).click({ force: true });
  await page.getByRole('option', { name: option, exact: true }).click();
}

async function accessible() {
  assert.deepEqual(await barriers(page), []);
}
