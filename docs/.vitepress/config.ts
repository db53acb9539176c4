import { relative, resolve } from 'node:path';
import { defineConfig, type MarkdownOptions } from 'vitepress';
import { decisionsBySubject } from './decisions.ts';
import { referencePages } from './reference/pages.ts';
import { slug } from './slug.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const DOCS = resolve(ROOT, 'docs');
// GitHub's workflows name the repository. Elsewhere a link that leaves docs/ is shown as its text.
const REPOSITORY = process.env['GITHUB_REPOSITORY'];

type Markdown = Parameters<NonNullable<MarkdownOptions['config']>>[0];

/** Links from a page to files outside docs/ lead to the repository, since the site does not have these files. */
const linkSourcesToRepository = (md: Markdown): void => {
  const next = md.renderer.rules.link_open;
  md.renderer.rules.link_open = (tokens, index, options, env, self) => {
    const token = tokens[index];
    const href = token?.attrGet('href') ?? '';
    const target = resolve(DOCS, env.relativePath, '..', href);
    if (token && /^\.\.?\//.test(href) && relative(DOCS, target).startsWith('..')) {
      if (!REPOSITORY) return '<a>';
      token.attrSet('href', `https://github.com/${REPOSITORY}/blob/main/${relative(ROOT, target)}`);
    }
    return next ? next(tokens, index, options, env, self) : self.renderToken(tokens, index, options);
  };
};

/** Braces in code between backticks are shown as they are: `{{resolve:…}}` is no expression of a page. */
const keepBraces = (md: Markdown): void => {
  const next = md.renderer.rules.code_inline;
  md.renderer.rules.code_inline = (tokens, index, options, env, self) => {
    tokens[index]?.attrSet('v-pre', '');
    return next?.(tokens, index, options, env, self) ?? '';
  };
};

const writePages = (md: Markdown): void => {
  linkSourcesToRepository(md);
  keepBraces(md);
};

const section = (text: string, pages: Readonly<Record<string, string>>) => ({
  text,
  items: Object.entries(pages).map(([title, link]) => ({ text: title, link })),
});

const decisions = [...decisionsBySubject()].map(([text, items]) => ({
  text,
  collapsed: true,
  items: items.map(({ title, file }) => ({ text: title.replaceAll('`', ''), link: `/adr/${file.replace('.md', '')}` })),
}));

/** The documentation site: `npm run docs` builds it and fails on a dead link (ADR 065). */
export default defineConfig({
  title: 'Dormouse',
  description: 'Keeps the contact list of a messaging programme clean.',
  lang: 'en',
  cleanUrls: true,
  markdown: { anchor: { slugify: slug }, config: writePages },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Tutorial', link: '/tutorial' },
      { text: 'Guides', link: '/guides/move-in' },
      { text: 'API', link: '/api/' },
      { text: 'Decisions', link: '/adr/' },
    ],
    sidebar: {
      '/': [
        section('Start', {
          Overview: '/',
          'For data managers': '/for-managers',
          'For integrators': '/for-integrators',
          'For engineers': '/for-engineers',
          'Where Dormouse stands': '/where-it-stands',
          Tutorial: '/tutorial',
          'How to send a request': '/requests',
          Console: '/console',
          'A Monday routine': '/monday',
          Questions: '/faq',
          Troubleshooting: '/troubleshooting',
          Glossary: '/glossary',
        }),
        section('Guides', {
          'A team signs in': '/guides/sign-in',
          'Google Workspace': '/guides/sign-in-google',
          'Microsoft Entra': '/guides/sign-in-entra',
          Okta: '/guides/sign-in-okta',
          'Move in': '/guides/move-in',
          'Files of other products': '/guides/imports',
          'Clean up': '/guides/clean-up',
          Policies: '/policies',
          Jobs: '/guides/jobs',
          Delete: '/guides/delete',
          'Opt-outs': '/guides/opt-outs',
          Channels: '/guides/channels',
          'Events and webhooks': '/guides/webhooks',
          Integrating: '/guides/integrate',
          Export: '/guides/export',
          'Files of snapshots': '/guides/snapshots',
        }),
        section('Reference', {
          'The API': '/api/',
          'Compatibility with TextIt': '/compatibility',
          'Costs and limits': '/costs-and-limits',
          'Running locally': '/local',
          'On one server': '/one-server',
        }),
        section('Operating', {
          Deploying: '/deploying',
          Upgrading: '/upgrading',
          Runbook: '/runbook',
          'Service levels': '/slo',
        }),
        section('Inside', { Architecture: '/architecture', Decisions: '/adr/', 'What was proven by night': '/proof' }),
      ],
      '/api/': [
        section('The API', { 'What all endpoints share': '/api/' }),
        { text: 'Endpoints', items: referencePages.map(({ name, title }) => ({ text: title, link: `/api/${name}` })) },
      ],
      '/adr/': [section('Decisions', { 'By subject': '/adr/' }), ...decisions],
    },
  },
});
