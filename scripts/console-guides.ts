/** The guides as pages of the console, to which its help leads: of the same release, and without another site. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMarkdownRenderer } from 'vitepress';
import { GUIDES } from '../console/app/guides.ts';

const DOCS = join(import.meta.dirname, '../docs/guides');

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Links among guides stay; of others, which are not here, only the words do. */
const ownLinks = (html: string): string =>
  html.replace(/<a href="([^"]*)"[^>]*>(.*?)<\/a>/gs, (whole, href: string, words: string) => {
    const [, page = ''] = /^\.\/([\w-]+)\.html/.exec(href) ?? [];
    return /^(?:https?:|#)/.test(href) || GUIDES.some((guide) => guide === page) ? whole : words;
  });

/** Parts of the site's pages that need its script: links of headings, and the buttons that copy code. */
const WIDGETS =
  /<a class="header-anchor".*?<\/a>|<button title="Copy code".*?<\/button>|<span class="lang">.*?<\/span>/gs;

const pageOf = (title: string, content: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/guide.css">
<title>${escaped(title)} – Dormouse</title>
<main>${content}</main>
</html>
`;

/** Writes `guides/<name>.html` of each guide that help leads to. */
export async function writeGuides(outDir: string): Promise<void> {
  const renderer = await createMarkdownRenderer(DOCS, {
    // Colours of code would be styles within the page, which its policy forbids.
    highlight: (code) => `<pre><code>${escaped(code)}</code></pre>`,
  });
  mkdirSync(join(outDir, 'guides'), { recursive: true });
  for (const name of GUIDES) {
    const path = join(DOCS, `${name}.md`);
    const text = readFileSync(path, 'utf8');
    const [, title = name] = /^# (.+)$/m.exec(text) ?? [];
    const html = await renderer.renderAsync(text, { relativePath: `${name}.md`, path, cleanUrls: false });
    const plain = html.replace(WIDGETS, '');
    writeFileSync(join(outDir, 'guides', `${name}.html`), pageOf(title, ownLinks(plain)));
  }
}
