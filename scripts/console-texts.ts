/** The console's catalogues of texts: ICU messages in JSON, as translation tools read them. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import type { Plugin } from 'vite';

type Node = string | readonly Node[] | { readonly [key: string]: Node };

const parsed = (message: string): MessageFormatElement[] => parse(message, { ignoreTag: true });
const hasGaps = (message: string): boolean => message.includes('{');

const SHOWN = 'string | number';

/** The types of the arguments of a message in all languages, by their names. */
function argumentsOf(messages: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const note = (name: string, type: string): void => {
    // An argument that chooses a text has a narrower type than one that is only shown.
    if (!found.has(name) || type !== SHOWN) found.set(name, type);
  };
  const walk = (elements: readonly MessageFormatElement[]): void => {
    for (const element of elements) {
      if (element.type === TYPE.argument) note(element.value, SHOWN);
      if (element.type !== TYPE.plural && element.type !== TYPE.select) continue;
      note(element.value, element.type === TYPE.plural ? 'number' : 'string | number | boolean | null');
      for (const { value } of Object.values(element.options)) walk(value);
    }
  };
  for (const message of messages.filter(hasGaps)) walk(parsed(message));
  return found;
}

/** @param node - of the English catalogue, with the same place in the others, which may have more gaps */
function typeOf(node: Node, others: readonly Node[]): string {
  if (typeof node === 'string') {
    const all = [node, ...others.filter((one) => typeof one === 'string')];
    const needs = [...argumentsOf(all)].map(([name, type]) => `readonly ${name}: ${type}`);
    return needs.length === 0 ? 'string' : `(values: { ${needs.join('; ')} }) => string`;
  }
  if (Array.isArray(node)) return 'readonly string[]';
  const under = (key: string) => others.flatMap((one) => (one as { readonly [key: string]: Node })[key] ?? []);
  const keys = Object.entries(node).map(([key, one]) => `readonly ${JSON.stringify(key)}: ${typeOf(one, under(key))};`);
  return `{ ${keys.join(' ')} }`;
}

/** The types of all texts: the keys of the English catalogue. @param folder - that of the languages */
export function typesOfTexts(folder: string): string {
  const read = (path: string) => JSON.parse(readFileSync(join(folder, path), 'utf8')) as Node;
  const typed = (name: string, file: string): string => {
    const others = globSync(`*/${file}`, { cwd: folder }).map(read);
    return `export type ${name} = ${typeOf(read(`en/${file}`), others)};\n`;
  };
  return `// Written by scripts/console-types.ts.\n${typed('First', 'first.json')}${typed('Rest', 'rest.json')}`;
}

/** Parses the messages when the console is built, since it has no parser (`REPLACED`). */
export const texts = (): Plugin => ({
  name: 'dormouse:texts',
  enforce: 'pre',
  transform: (code, id) =>
    /\/texts\/\w+\/(?:first|rest)\.json$/.test(id)
      ? { code: JSON.stringify(JSON.parse(code, (_, value) => (isMessage(value) ? parsed(value) : value))), map: null }
      : null,
});

const isMessage = (value: unknown): value is string => typeof value === 'string' && hasGaps(value);
