/** What the bundles of the console leave out of its libraries, because no screen can ever show it. */
import { build, type Plugin, type Rolldown } from 'vite';

const ICONS = /components\/icon\/generated\/icons\.js$/;
const MESSAGES = /components\/i18n\/messages\/all\.[\w-]+\.js$/;

/** Whether an icon or a component may be asked for. */
type IsNamed = (name: string) => boolean;

/** The module of Cloudscape's icons without those that nothing names. Each begins a line with its name. */
const namedIcons = (module: string, isNamed: IsNamed): string =>
  module.replace(/^ {4}"([\w-]+)": .+?,$(?=\n {4}"|\n\};)/gms, (icon, name) => (isNamed(name) ? icon : ''));

/** The module of Cloudscape's texts, by library and language, without those of components that nothing names. */
function namedMessages(module: string, isNamed: IsNamed): string {
  const libraries = JSON.parse(module.replace(/^export default |;\s*$/g, '')) as Record<string, Record<string, object>>;
  for (const components of Object.values(libraries).flatMap(Object.values<object>))
    for (const name of Object.keys(components)) if (!isNamed(name)) Reflect.deleteProperty(components, name);
  return `export default ${JSON.stringify(libraries)};`;
}

/** What the code of a console with everything names: a text that is the name, or the beginning of one that is made. */
async function namesIn(root: string, configFile: string | false): Promise<IsNamed> {
  const whole = { root, configFile, logLevel: 'warn' as const, build: { write: false, minify: false } };
  const { output } = (await build(whole)) as Rolldown.RolldownOutput;
  const code = output
    .flatMap((chunk) => (chunk.type === 'chunk' ? Object.entries(chunk.modules) : []))
    .flatMap(([id, { code }]) => (ICONS.test(id) || id.endsWith('.json') || MESSAGES.test(id) ? [] : (code ?? [])))
    .join('\n');
  const found = (pattern: RegExp) => new Set([...code.matchAll(pattern)].map(([, name = '']) => name));
  const names = found(/["'`](?=([[\]\w-]+)["'`])/g);
  const beginnings = [...found(/["'`](?=(\w[\w-]*-)(?:\$\{|["'`]))/g)];
  return (name) => names.has(name) || beginnings.some((beginning) => name.startsWith(beginning));
}

/** Leaves out icons and texts that the code does not name. A first pass, which nobody keeps, reads what it names. */
export function lighter(): Plugin {
  let isNamed: IsNamed;
  return {
    name: 'dormouse:lighter',
    apply: (config, { command }) => command === 'build' && config.build?.write !== false,
    enforce: 'pre',
    async configResolved({ root, configFile }) {
      isNamed = await namesIn(root, configFile ?? false);
    },
    transform(code, id) {
      if (ICONS.test(id)) return { code: namedIcons(code, isNamed), map: null };
      return MESSAGES.test(id) ? { code: namedMessages(code, isNamed), map: null } : null;
    },
  };
}

/** What stands in for modules that do nothing here. */
export const REPLACED = [
  // Texts are parsed when they are built: the parser of ICU messages is never called (formatjs.github.io).
  {
    find: /^@formatjs\/icu-messageformat-parser$/,
    replacement: '@formatjs/icu-messageformat-parser/lib/no-parser.js',
  },
  // React itself has had this since its release 18.
  { find: /^use-sync-external-store\/shim(?:\/index\.js)?$/, replacement: 'react' },
];
