import { readFileSync, rmSync, mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../launcher/layout.mjs';

const portalPackages = createRequire(join(ROOT, 'portal-ui', 'package.json'));
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];

/**
 * The machine's own Chromium, without a window; `SEXTANT_CHROMIUM` names another. The page collects what a person would never see: errors
 * on the console, uncaught errors, and what the content security policy refused.
 */
export async function openBrowser({ width = 1440, height = 900 } = {}) {
  const { chromium } = portalPackages('playwright-core');
  const profile = mkdtempSync(join(tmpdir(), 'sextant-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.SEXTANT_CHROMIUM ?? '/usr/bin/chromium',
    args: FLAGS,
    locale: 'en-GB',
    viewport: { width, height },
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const errors = [];
  page.on('pageerror', (error) => errors.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    // The browser reports by itself what was answered 4xx or 5xx; the pages say so to people, and the journey reads the pages.
    if (message.type() === 'error' && !/^Failed to load resource/.test(message.text())) errors.push(message.text());
  });
  const close = async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  };
  return { page, errors, close };
}

/** What axe finds on the page as it stands, serious or worse; one line each. */
export async function barriers(page) {
  if (!(await page.evaluate(() => Boolean(globalThis.axe)))) {
    // Evaluated by the debugger, since the portal's own policy lets no foreign script in.
    await page.evaluate(readFileSync(portalPackages.resolve('axe-core/axe.min.js'), 'utf8'));
  }
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'] }));
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}
