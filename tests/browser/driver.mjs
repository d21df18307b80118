// The browser side of the journeys: reads one JSON object a line ({id, verb, tab, ...}), answers one ({id, ok} or {id, error}).
// Verbs end when the page that they led to has loaded, and answer with its address, status, document and complaints.
import { createInterface } from 'node:readline';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const browser = await chromium.launch({ executablePath: process.env.GONGXU_CHROMIUM, args: flags });
const tabs = new Map();

class Tab {
  constructor(context, page, base, script) {
    Object.assign(this, { context, page, base, script, status: 0, complaints: [], leaving: false });
    page.on('pageerror', (error) => this.complaints.push(`script: ${error.stack ?? error}`));
    page.on('console', (message) => {
      if (message.type() !== 'error') return;
      // A page that answers 404 or 422 is an answer, but Chromium logs it as an error of the address itself.
      if (message.text().startsWith('Failed to load resource') && message.location().url === this.page.url()) return;
      this.complaints.push(`console: ${message.text()} ${message.location().url}`);
    });
    page.on('request', (request) => {
      if (request.isNavigationRequest() && request.frame() === page.mainFrame()) this.leaving = true;
    });
    page.on('response', (response) => {
      if (response.request().isNavigationRequest() && response.request().frame() === page.mainFrame()) this.status = response.status();
    });
  }

  /** Islands wake after load; a page without one sends no script and has nothing to wait for. */
  async settle() {
    await this.page.waitForLoadState('load');
    if (this.script && (await this.page.locator('leptos-island').count()) > 0) await this.page.waitForSelector('html[data-alive]', { timeout: 15000 });
  }

  /** Runs what may lead to another page and, if it does, waits for that one. */
  async go(act) {
    this.leaving = false;
    const arrived = this.page.waitForEvent('framenavigated', { predicate: (frame) => frame === this.page.mainFrame(), timeout: 30000 }).catch(() => null);
    await act();
    // The request goes out within the same turn of the browser's loop; a button of an island sends none.
    for (let waited = 0; !this.leaving && waited < 500; waited += 20) await this.page.waitForTimeout(20);
    if (this.leaving) await arrived;
    await this.settle();
  }

  async seen() {
    const complaints = this.complaints.splice(0);
    return { url: this.page.url(), status: this.status, html: await this.page.content(), complaints };
  }

  async find(kind, { label, group, nth }) {
    const handle = await this.page.evaluateHandle(locate, { kind, label, group, nth });
    const element = handle.asElement();
    if (!element) throw new Error(String(await handle.jsonValue()));
    return element;
  }
}

/** Runs in the page: the one element that the words mean, or a sentence why not. The same rules as tests/src/html.rs. */
function locate({ kind, label, group, nth }) {
  const plain = (text) => text.split(/\s+/u).filter(Boolean).join(' ');
  const squeeze = (text) => text.replace(/\s+/gu, '');
  const contains = (text, words) => squeeze(text).includes(squeeze(words));
  const controls = 'input, select, textarea, button';
  const inline = new Set(['a', 'b', 'em', 'i', 'span', 'strong', 'small', 'code', 'time', 'abbr', 'data', 'bdi', 'sup', 'sub']);
  const collect = (element, skip) => {
    const name = element.localName;
    if (['script', 'style', 'template', 'noscript'].includes(name) || skip.includes(name) || element.hasAttribute('hidden')) return '';
    const parts = [...element.childNodes].map((node) => (node.nodeType === 3 ? node.data : node.nodeType === 1 ? collect(node, skip) : ''));
    return parts.join('') + (inline.has(name) ? '' : '\n');
  };
  const text = (element, skip = []) => plain(collect(element, skip));
  const named = (ids) => (ids ?? '').split(/\s+/u).map((id) => document.getElementById(id)).filter(Boolean).map((element) => text(element));
  const sort = (control) => {
    if (control.localName === 'button') return 'button';
    if (control.localName !== 'input') return 'field';
    return { submit: 'button', button: 'button', image: 'button', reset: 'button', radio: 'radio', checkbox: 'box', file: 'file' }[control.type] ?? 'field';
  };
  const names = (element) => {
    const own = [element.getAttribute('aria-label') ?? '', named(element.getAttribute('aria-labelledby')).join(' ')].map(plain);
    if (element.localName === 'a' || element.localName === 'button') own.push(text(element));
    else if (sort(element) === 'button') own.push(plain(element.value));
    else for (const words of element.labels ?? []) own.push(text(words, controls.split(', ')));
    return own.filter(Boolean);
  };
  const groups = (element) => {
    const all = [];
    for (let around = element.parentElement; around; around = around.parentElement) {
      const direct = (selector) => [...around.querySelectorAll(`:scope > ${selector}`)];
      const headings = {
        fieldset: () => direct('legend'),
        details: () => direct('summary'),
        table: () => direct('caption'),
        tr: () => [...direct('th'), ...direct('td').slice(0, 1)],
        section: () => [...around.querySelectorAll('h1, h2, h3, h4, h5, h6')].slice(0, 1),
      };
      const kinds = ['article', 'li', 'form'].includes(around.localName) ? 'section' : around.localName;
      all.push(...(headings[kinds]?.() ?? []).map((heading) => text(heading)));
      all.push(plain(around.getAttribute('aria-label') ?? ''), ...named(around.getAttribute('aria-labelledby')));
    }
    return all;
  };
  const all = kind === 'link' ? [...document.querySelectorAll('a[href]')] : [...document.querySelectorAll(controls)].filter((control) => sort(control) === kind && control.type !== 'hidden');
  const inGroup = (element) => group == null || groups(element).some((name) => contains(name, group));
  const matching = (test) => all.filter((element) => names(element).some(test)).filter(inGroup);
  let found = matching((name) => name === plain(label));
  if (found.length === 0) found = matching((name) => contains(name, label));
  if (found.some((element) => element.closest('main'))) found = found.filter((element) => element.closest('main'));
  if (nth != null) return found[nth - 1] ?? `there are ${found.length} of “${label}”`;
  if (kind === 'link') found = found.filter((element, place) => place === 0 || element.getAttribute('href') !== found[place - 1].getAttribute('href'));
  if (found.length === 1) {
    // What lies in a closed disclosure is opened first, as a person would.
    for (let around = found[0].parentElement; around; around = around.parentElement) if (around.localName === 'details') around.open = true;
    return found[0];
  }
  if (found.length === 0) return `no ${kind} “${label}”; there are: ${all.flatMap(names).join(' | ')}`;
  return `${found.length} of ${kind} “${label}”: say the group (group, label) or the number (label, n)`;
}

/** A context for another one's page: the same cookies and address, but with script, which axe itself needs. */
async function twin(tab) {
  const context = await browser.newContext({ storageState: await tab.context.storageState(), viewport: { width: 1280, height: 900 }, locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto(tab.page.url());
  return { page, done: () => context.close() };
}

const verbs = {
  async new({ tab, base, script }) {
    const context = await browser.newContext({ javaScriptEnabled: script, viewport: { width: 1280, height: 900 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
    context.setDefaultTimeout(15000);
    tabs.set(tab, new Tab(context, await context.newPage(), base, script));
    return {};
  },
  async close({ tab }) {
    const known = tabs.get(tab);
    tabs.delete(tab);
    await known?.context.close();
    return {};
  },
  async open(tab, { path }) {
    const answer = await tab.page.goto(new URL(path, `${tab.base}/`).href);
    tab.status = answer?.status() ?? tab.status;
    await tab.settle();
    return tab.seen();
  },
  async look(tab) {
    return tab.seen();
  },
  async fill(tab, target) {
    const field = await tab.find('field', target);
    if ((await field.evaluate((element) => element.localName)) !== 'select') {
      await field.fill(target.value);
      return tab.seen();
    }
    const value = await field.evaluate((element, wanted) => {
      const squeeze = (text) => text.replace(/\s+/gu, '');
      const options = [...element.options];
      const option = options.find((one) => squeeze(one.text) === squeeze(wanted) || one.value === wanted) ?? options.find((one) => squeeze(one.text).includes(squeeze(wanted)));
      return option ? option.index : options.map((one) => one.text).join(' | ');
    }, target.value);
    if (typeof value === 'string') throw new Error(`“${target.label}” has no option “${target.value}”, only ${value}`);
    await field.selectOption({ index: value });
    return tab.seen();
  },
  async choose(tab, target) {
    await (await tab.find('radio', target)).check();
    return tab.seen();
  },
  async check(tab, target) {
    await (await tab.find('box', target)).setChecked(target.ticked);
    return tab.seen();
  },
  async attach(tab, target) {
    const file = { name: target.file, mimeType: 'application/octet-stream', buffer: Buffer.from(target.bytes) };
    await (await tab.find('file', target)).setInputFiles(file);
    return tab.seen();
  },
  async press(tab, target) {
    const button = await tab.find('button', target);
    await tab.go(() => button.click());
    return tab.seen();
  },
  async follow(tab, target) {
    const link = await tab.find('link', target);
    await tab.go(() => link.click());
    return tab.seen();
  },
  async value(tab, target) {
    const field = await tab.find('field', target);
    return { value: await field.inputValue() };
  },
  async keys(tab, { keys }) {
    for (const key of keys) await tab.go(() => tab.page.keyboard.press(key));
    return tab.seen();
  },
  async set(tab, { width, attributes }) {
    await tab.page.setViewportSize({ width, height: 900 });
    await dress(tab.page, attributes);
    return tab.seen();
  },
  async overflow(tab) {
    return { pixels: await tab.page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)) };
  },
  async screenshot(tab, { file, width, theme, full }) {
    await tab.page.setViewportSize({ width, height: 900 });
    await dress(tab.page, { 'data-theme': theme });
    await tab.page.screenshot({ path: file, fullPage: full, animations: 'disabled' });
    await tab.page.setViewportSize({ width: 1280, height: 900 });
    return tab.seen();
  },
  async axe(tab, { looks }) {
    const { page, done } = tab.script ? { page: tab.page, done: () => {} } : await twin(tab);
    const looksOf = new Map(); // the same finding in five looks is one line
    try {
      await page.evaluate(axe);
      const widths = new Set();
      for (const { width, theme, size } of looks) {
        await page.setViewportSize({ width, height: 900 });
        await dress(page, { 'data-theme': theme, 'data-size': size });
        // Another theme or size of the same width changes colours and sizes alone.
        const again = widths.has(width);
        widths.add(width);
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
        const only = again ? { type: 'rule', values: ['color-contrast', 'target-size'] } : { type: 'tag', values: tags };
        const { violations } = await page.evaluate((runOnly) => globalThis.axe.run(document, { runOnly, resultTypes: ['violations'] }), only);
        for (const { id, help, nodes } of violations) {
          for (const node of nodes) {
            const line = `${id}: ${help}: ${node.html.slice(0, 200)} ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? ''}`;
            looksOf.set(line, [...(looksOf.get(line) ?? []), `${width} px ${theme} ${size}`]);
          }
        }
      }
    } finally {
      await page.setViewportSize({ width: 1280, height: 900 });
      await done();
    }
    return { findings: [...looksOf].map(([line, seen]) => `${line} (${seen.length === looks.length ? 'every look' : seen.join(', ')})`) };
  },
};

/**
 * Attributes of the root, in place. Colours that fade would be measured halfway, so the change is brought to its end.
 * Chromium does not always settle `finished` when the width changes with the colours.
 */
async function dress(page, attributes) {
  await page.evaluate((wanted) => {
    for (const [name, value] of Object.entries(wanted)) document.documentElement.setAttribute(name, value);
  }, attributes);
  await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
}

async function answer(line) {
  const message = JSON.parse(line);
  let result;
  try {
    if (message.verb === 'new' || message.verb === 'close') result = { ok: await verbs[message.verb](message) };
    else result = { ok: await verbs[message.verb](tabs.get(message.tab), message) };
  } catch (error) {
    result = { error: String(error?.message ?? error) };
  }
  process.stdout.write(`${JSON.stringify({ id: message.id, ...result })}\n`);
}

// Who asked may be gone; then the input ends as well, and that is where we leave.
process.stdout.on('error', () => {});
const input = createInterface({ input: process.stdin });
input.on('line', (line) => void answer(line));
// The tests are over, or died: nothing of ours stays behind.
input.on('close', () => void browser.close().finally(() => process.exit(0)));
