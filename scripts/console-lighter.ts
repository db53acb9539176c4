/** What the bundles of the console leave out of its libraries, because no screen can ever show it. */
import type { Plugin } from 'vite';

/** Components of Cloudscape that no screen has, and whose texts are therefore left out of every language. */
const UNUSED = [
  'annotation-context',
  'app-layout',
  'autosuggest',
  'breadcrumb-group',
  'calendar',
  'cards',
  'code-editor',
  'date-range-picker',
  'drawer',
  'features-notification-drawer',
  'panel-resize-handle',
  'pie-chart',
  'prompt-input',
  'property-filter',
  's3-resource-selector',
  'slider',
  'split-panel',
  'tag-editor',
  'top-navigation',
  'tree-view',
  'tutorial-panel',
];

type Messages = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** The module of Cloudscape's texts without those of components that no screen has. */
function used(module: string): string {
  const messages = JSON.parse(module.replace(/^export default |;\s*$/g, '')) as Messages;
  const without = (of: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.entries(of).filter(([component]) => !UNUSED.includes(component)));
  const each = (languages: Messages[string]) =>
    Object.fromEntries(Object.entries(languages).map(([language, of]) => [language, without(of)]));
  const kept = Object.fromEntries(Object.entries(messages).map(([library, languages]) => [library, each(languages)]));
  return `export default ${JSON.stringify(kept)};`;
}

/** Leaves out texts that no screen shows. A build fails when a screen has got one of those components. */
export const lighter = (): Plugin => ({
  name: 'dormouse:lighter',
  apply: 'build',
  enforce: 'pre',
  transform: (code, id) =>
    /components\/i18n\/messages\/all\.[\w-]+\.js$/.test(id) ? { code: used(code), map: null } : null,
  generateBundle(_, bundle) {
    const parts = Object.values(bundle).flatMap((chunk) => (chunk.type === 'chunk' ? Object.keys(chunk.modules) : []));
    const shown = UNUSED.filter((name) =>
      parts.some((id) => new RegExp(`/components/${name}/(?:index|internal)\\.js`).test(id)),
    );
    if (shown.length > 0) this.error(`Screens have these, and so need their texts: ${shown.join(', ')}`);
  },
});

/** Cloudscape's texts are parsed when it is built: the parser of ICU messages is never called (formatjs.github.io). */
export const WITHOUT_PARSER = {
  find: /^@formatjs\/icu-messageformat-parser$/,
  replacement: '@formatjs/icu-messageformat-parser/lib/no-parser.js',
};
