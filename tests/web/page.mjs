/* The page in a browser, as its readers have it: sorted, filtered, narrow, dark, printed, without script.
   Usage: node page.mjs TOOLS_FOLDER SCREENSHOTS_FOLDER NATIONAL.html REGIONAL.html */
import { createRequire } from 'node:module';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as inPage from './in_page.mjs';

const [tools, shots, ...pages] = process.argv.slice(2).map((name) => path.resolve(name));
const { chromium } = createRequire(path.join(tools, '/'))('playwright-core');
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

let passed = 0;
let failed = 0;
function expect(name, truth, detail) {
  if (truth) passed += 1;
  else failed += 1;
  if (!truth) console.log('FAIL  ' + name + (detail === undefined ? '' : ' : ' + JSON.stringify(detail)));
}
const expectNone = (name, faults) => expect(name, faults.length === 0, faults.slice(0, 8));
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/* One profile a visit: nothing remembered from the one before. */
let visits = 0;
async function visit(file, options, act) {
  visits += 1;
  const profile = path.join(tools, 'profil-' + visits);
  rmSync(profile, { recursive: true, force: true });
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium', headless: true, args: flags, viewport: { width: 1280, height: 900 }, ...options,
  });
  try {
    const page = await browser.newPage();
    const errors = [];
    const requests = [];
    const address = pathToFileURL(file).href;
    page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) errors.push(message.text()); });
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('request', (request) => {
      if (request.url() !== address && !request.url().startsWith('data:')) requests.push(request.url());
    });
    if (options.prepare) await page.addInitScript(options.prepare);
    await page.goto(address);
    await page.waitForTimeout(150);
    await act(page);
    expectNone('console muette', errors);
    expectNone('aucune requête', requests);
  } finally {
    await browser.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

async function checkLayout(page, name, scheme) {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(() => scrollTo(0, 0));
    await page.waitForTimeout(80);
    const overflow = await page.evaluate(inPage.overflow);
    expect(name + ', ' + width + ' px : pas de défilement horizontal', overflow.wide <= 0, overflow);
    await page.screenshot({ path: path.join(shots, name + '-' + width + '-' + scheme + '.png'), fullPage: true });
    /* points under texts are looked up in the viewport: it holds the whole page */
    await page.setViewportSize({ width, height: overflow.height });
    await page.waitForTimeout(80);
    const read = await page.evaluate(inPage.contrasts);
    expect(name + ', ' + width + ' px : des textes sont lus', read.texts > 150, read.texts);
    expectNone(name + ', ' + width + ' px, ' + scheme + ' : contraste ≥ 4,5', read.faults);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function checkStructure(page, name) {
  expectNone(name + ' : structure', await page.evaluate(inPage.structure));
}

/* What the table shows, and what it should show: computed here apart from the page's script. */
async function checkSort(page, name) {
  const table = page.locator('section table[data-tri]').filter({ has: page.locator('tr.alerte') }).first();
  const heads = await table.locator('thead th').count();
  const original = await table.evaluate(inPage.rowsOf);
  for (let column = 0; column < heads; column += 1) {
    const head = table.locator('thead th').nth(column);
    const button = head.locator('button');
    for (const sense of ['ascending', 'descending']) {
      if (sense === 'ascending') await button.click();
      else await button.press(column % 2 ? 'Enter' : 'Space');
      const rows = await table.evaluate(inPage.rowsOf);
      const wanted = original.map((row, rank) => ({ row, rank })).sort((a, b) => {
        const [x, y] = [a.row[column].key, b.row[column].key];
        if (x === null || y === null) return x === y ? a.rank - b.rank : x === null ? 1 : -1;
        const order = typeof x === 'number' ? x - y : new Intl.Collator('fr', { numeric: true }).compare(x, y);
        return (sense === 'ascending' ? order : -order) || a.rank - b.rank;
      }).map((item) => item.row);
      expect(name + ' : tri ' + sense + ' de la colonne ' + column, same(rows, wanted), rows.map((row) => row[column].key));
      expect(name + ' : aria-sort ' + sense, (await head.getAttribute('aria-sort')) === sense);
      expect(name + ' : un seul aria-sort', (await table.locator('[aria-sort]').count()) === 1);
    }
    await button.press('Enter');
    expect(name + ' : retour à l’ordre du rapport', same(await table.evaluate(inPage.rowsOf), original));
  }
  return original;
}

/* France only: known names, accents, a territory without objective. */
async function checkNationalOrder(page) {
  const table = page.locator('section table[data-tri]').filter({ has: page.locator('tr.alerte') }).first();
  const names = async () => (await table.evaluate(inPage.rowsOf)).map((row) => row[0].key);
  await table.locator('thead button').first().click();
  const sorted = await names();
  const at = (start) => sorted.findIndex((label) => label.startsWith(start));
  expect('Île-de-France entre Haute-Normandie et Languedoc', at('Haute-N') < at('Île') && at('Île') < at('Langue'), sorted);
  for (const sense of ['croissant', 'décroissant']) {
    await table.locator('thead button').nth(1).click();
    expect('sans objectif, en dernier (' + sense + ')', (await names()).at(-1) === 'Mayotte', await names());
  }
}

async function checkFilter(page, name, unit, total) {
  const line = page.locator('.filtre').filter({ hasText: unit.many }).first();
  const input = line.locator('input');
  const shown = () => line.evaluate(inPage.shownRows);
  const said = async () => (await line.locator('.compte').textContent()).replace(/\s/g, ' ');
  expect(name + ' : compte annoncé poliment', (await line.locator('[aria-live=polite]').count()) === 1);
  expect(name + ' : étiquette du filtre', (await input.evaluate((field) => field.labels.length)) === 1);
  expect(name + ' : compte de départ', (await said()) === total + ' ' + unit.many, await said());
  await input.fill(unit.one_match);
  expect(name + ' : une ligne filtrée', (await shown()).length === 1, await shown());
  expect(name + ' : compte d’une ligne', (await said()) === '1 ' + unit.one + ' sur ' + total, await said());
  await input.fill(unit.some_match);
  const some = await shown();
  expect(name + ' : plusieurs lignes', some.length > 1 && some.length < total, some.length);
  expect(name + ' : leur compte', (await said()) === some.length + ' ' + unit.many + ' sur ' + total, await said());
  await input.fill('zzzz');
  expect(name + ' : aucune ligne', (await said()) === '0 ' + unit.one + ' sur ' + total, await said());
  await input.fill('');
  expect(name + ' : filtre vidé', (await shown()).length === total);
}

async function checkKeyboard(page, name) {
  const faults = [];
  const seen = new Set();
  for (let i = 0; i < 60; i += 1) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(inPage.focusOf);
    if (!focus) break;
    seen.add(focus.kind);
    if (!focus.visible) faults.push(focus.label);
  }
  expectNone(name + ' : repère visible sur ce qui a le focus', faults);
  for (const kind of ['A', 'BUTTON', 'SUMMARY', 'DIV'])
    expect(name + ' : le clavier atteint ' + kind, seen.has(kind), Array.from(seen));
}

async function checkChart(page, name) {
  const drawing = page.locator('.dessin[tabindex="0"]').first();
  await drawing.focus();
  await page.keyboard.press('ArrowRight');
  const first = await page.locator('.bulle').textContent();
  expect(name + ' : la première valeur se lit', await page.locator('.bulle').isVisible() && / : /.test(first.replace(/\s/g, ' ')), first);
  await page.keyboard.press('ArrowRight');
  expect(name + ' : la suivante aussi', (await page.locator('.bulle').textContent()) !== first);
  await page.keyboard.press('Escape');
  expect(name + ' : Échap la referme', !(await page.locator('.bulle').isVisible()));
  const mark = drawing.locator('svg:visible .marque').first();
  await mark.hover();
  expect(name + ' : au pointeur', (await page.locator('.bulle').textContent()) === first);
  await page.mouse.move(0, 0);
}

async function checkTheme(page, name) {
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const [before, label] = [await paper(), await page.locator('.theme').textContent()];
  await page.locator('.theme').click();
  expect(name + ' : l’affichage change', (await paper()) !== before);
  expect(name + ' : le bouton dit l’autre', (await page.locator('.theme').textContent()) !== label);
  await page.locator('.theme').click();
  expect(name + ' : et revient', (await paper()) === before);
}

async function checkPrint(page, name, filtered) {
  if (filtered) await page.locator('.filtre input').first().fill('zzzz');
  await page.emulateMedia({ media: 'print' });
  await page.waitForTimeout(150);
  expectNone(name + ' : tout se voit sur le papier', await page.evaluate(inPage.hiddenOnPaper));
  expect(name + ' : papier blanc', (await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)) === 'rgb(255, 255, 255)');
  const pdf = await page.pdf({ path: path.join(shots, name + (filtered ? '' : '-sans-script') + '.pdf'), preferCSSPageSize: true });
  expect(name + ' : impression', pdf.length > 10000);
  await page.emulateMedia({ media: null });
}

async function checkPage(file, name, unit) {
  await visit(file, { colorScheme: 'light', prepare: inPage.watchPolicy }, async (page) => {
    await checkKeyboard(page, name);
    await checkStructure(page, name);
    await checkLayout(page, name, 'clair');
    const rows = await checkSort(page, name);
    if (name === 'national') await checkNationalOrder(page);
    await checkFilter(page, name, unit, rows.length);
    await checkChart(page, name);
    await checkTheme(page, name);
    await checkPrint(page, name, true);
    expectNone(name + ' : politique de contenu respectée', await page.evaluate(() => window.refusals));
  });
  await visit(file, { colorScheme: 'dark', prepare: inPage.refuseStorage }, async (page) => {
    await checkLayout(page, name, 'sombre');
    await checkTheme(page, name + ', sans mémoire');
    await checkPrint(page, name + '-sombre', true);
  });
  await visit(file, { javaScriptEnabled: false }, async (page) => {
    expect(name + ', sans script : rien à cliquer en vain', (await page.locator('.theme:visible, .filtre:visible, .tri').count()) === 0);
    expectNone(name + ', sans script : tout se lit', await page.evaluate(inPage.unreadable));
    await checkPrint(page, name, false);
  });
}

mkdirSync(shots, { recursive: true });
try {
  await checkPage(pages[0], 'national', { one: 'région', many: 'régions', one_match: 'ile-de', some_match: 'normandie' });
  await checkPage(pages[1], 'regional', { one: 'mission locale', many: 'missions locales', one_match: 'bievre', some_match: 'isere' });
} catch (error) {
  expect('les vérifications vont à leur terme', false, error.message);
}
console.log(passed + ' passed, ' + failed + ' failed');
process.exit(failed === 0 ? 0 : 1);
