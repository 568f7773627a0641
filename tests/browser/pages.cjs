// The pages of the web of the example papers in a real browser. `UPDATE_EXPECTED=1` rewrites the
// accessibility tree; read it before you accept it.
const fs = require('fs');
const path = require('path');
const { chromium } = require('playwright-core');

const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const golden = path.join(__dirname, 'kim-year-table.yaml');
const VIEWS = [[1200, 'light'], [1200, 'dark'], [320, 'light']];
const wrong = [];

async function rules(browser, name, file) {
  for (const [width, colorScheme] of VIEWS) {
    // The policy of the page would keep axe-core out as well.
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
    const page = await context.newPage();
    await page.goto('file://' + file);
    await page.addScriptTag({ content: axe });
    const found = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
    for (const { id, nodes } of found.violations) {
      wrong.push(`${name}, ${width} px, ${colorScheme}: ${id}: ${nodes[0].html.slice(0, 160)}`);
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) wrong.push(`${name}: the page is ${wide} px wide where ${width} px are shown`);
    await context.close();
  }
}

async function keys(browser, name, file) {
  const page = await browser.newPage();
  const told = [];
  page.on('console', (message) => told.push(message.text()));
  page.on('request', (request) => {
    if (!/^(file|data):/.test(request.url())) told.push(request.url());
  });
  await page.goto('file://' + file);
  const figures = page.locator('main button.z');
  if (await figures.count() > 0) {
    const figure = figures.first();
    const answer = page.locator('#' + await figure.getAttribute('popovertarget'));
    await figure.focus();
    await page.keyboard.press('Enter');
    if (!await answer.isVisible()) wrong.push(`${name}: Enter does not open a figure`);
    const text = await figure.innerText();
    if (!(await answer.innerText()).includes(text)) wrong.push(`${name}: ${text} does not answer for itself`);
    await page.keyboard.press('Escape');
    if (await answer.isVisible()) wrong.push(`${name}: Escape does not close it`);
  }
  if (told.length) wrong.push(`${name}: the browser says ${told[0]}`);
  await page.close();
}

async function table(browser, file) {
  const page = await browser.newPage();
  await page.goto('file://' + file);
  const tree = await page.getByRole('table', { name: 'Kosten/Finanzierung' }).first().ariaSnapshot();
  if (process.env.UPDATE_EXPECTED) fs.writeFileSync(golden, tree + '\n');
  if (fs.readFileSync(golden, 'utf8') !== tree + '\n') wrong.push('kim: the year table is not what ' + golden + ' says');
  await page.close();
}

(async () => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  let pages = 0;
  for (const name of fs.readdirSync(process.env.OUT)) {
    const folder = path.join(process.env.OUT, name);
    for (const file of fs.readdirSync(folder).filter((file) => file.endsWith('.html'))) {
      pages += 1;
      await rules(browser, name, path.join(folder, file));
      await keys(browser, name, path.join(folder, file));
      if (name === 'kim') await table(browser, path.join(folder, file));
    }
  }
  await browser.close();
  if (pages < 10) wrong.push(`only ${pages} pages were looked at`);
  wrong.forEach((line) => console.error(line));
  console.log(`${pages} pages, ${wrong.length} findings`);
  process.exit(wrong.length ? 1 : 0);
})();
