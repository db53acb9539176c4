import { SETTINGS, type Settings } from '../../common/api/index.ts';
import type { Change } from './api.ts';

export type Value = string | boolean;
type Recorded = (typeof SETTINGS)[number];
export type Part = Recorded['part'];

/** How a value is shown as a text or a tick, and what is sent for it. */
interface Reading {
  readonly read: (value: unknown) => Value;
  readonly write: (typed: Value) => unknown;
}

/** One control of the form. Its texts have its id. */
export interface Control extends Pick<Recorded, 'control'> {
  /** A part of a setting has the setting's name before it: `api_rates.v2`. */
  readonly id: string;
  readonly options: readonly string[];
  readonly read: (settings: Settings) => Value;
  /** @param change - the changes of other controls */
  readonly write: (value: Value, settings: Settings, change: Change) => Change;
}

type Words = Settings['stop_words'];
type Numbers = Readonly<Record<string, unknown>>;

const listOf = (text: string, separator: RegExp): string[] =>
  text
    .split(separator)
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** Keywords as they are typed: one on each line, or a language and its words on each line. */
function wordsAsText(words: Words): string {
  if (words === null) return '';
  if (Array.isArray(words)) return words.join('\n');
  return Object.entries(words)
    .map(([language, some]) => `${language}: ${some.join(', ')}`)
    .join('\n');
}

/** Typed keywords as the API takes them; null when nothing is typed, which means the default words. */
function wordsOfText(text: string): Words {
  const lines = listOf(text, /\n/);
  if (lines.length === 0) return null;
  const byLanguage = lines.map((line) => /^([a-z]{3}):(.*)$/.exec(line));
  if (byLanguage.some((match) => match === null)) return lines;
  return Object.fromEntries(byLanguage.map((match) => [match?.[1] ?? '', listOf(match?.[2] ?? '', /,/)]));
}

/** A text or a number; empty means no value. */
const TYPED: Reading = { read: (value) => String(value ?? ''), write: (typed) => (typed === '' ? null : typed) };
const SAME: Reading = { read: (value) => value as Value, write: (typed) => typed };

const READINGS: Readonly<Partial<Record<Recorded['control'], Reading>>> = {
  flag: SAME,
  choice: SAME,
  words: { read: (words) => wordsAsText(words as Words), write: (typed) => wordsOfText(String(typed)) },
  /** Codes, separated by commas. */
  languages: { read: (codes) => (codes as string[]).join(', '), write: (typed) => listOf(String(typed), /[\s,]+/) },
  /** The same text for any order of the types. */
  events: {
    read: (types) => (types as string[]).toSorted().join(' '),
    write: (typed) => listOf(String(typed), / /),
  },
};

/** The controls of one part of the form, by the records of the settings. */
export const controlsOf = (part: Part): readonly Control[] =>
  SETTINGS.filter((one) => one.part === part).flatMap((one): readonly Control[] => {
    const { control, options, name: id } = one;
    if (control === 'flags') return options.map((option) => itemOf(id as 'approve_kinds', option));
    if (control === 'numbers') return options.map((option) => memberOf(id as 'api_rates' | 'limits', option));
    const { read, write } = READINGS[control] ?? TYPED;
    return [
      { control, id, options, read: (settings) => read(settings[id]), write: (typed) => ({ [id]: write(typed) }) },
    ];
  });

/** Whether a list has an item, such as a kind of job that a second person approves. */
const itemOf = (list: 'approve_kinds', item: string): Control => ({
  id: `${list}.${item}`,
  control: 'flag',
  options: [],
  read: (settings) => settings[list].some((one) => one === item),
  write(value, settings, { [list]: items = settings[list] }) {
    const others = items.filter((one) => one !== item);
    return { [list]: value === true ? [...others, item] : others } as Change;
  },
});

/** A number in a map; empty means the service's default. */
const memberOf = (map: 'api_rates' | 'limits', key: string): Control => ({
  id: `${map}.${key}`,
  control: 'number',
  options: [],
  read: (settings) => String((settings[map] as Numbers)[key] ?? ''),
  write(value, settings, change) {
    const { [key]: _, ...others }: Numbers = { ...settings[map], ...change[map] };
    return { [map]: value === '' ? others : { ...others, [key]: value } };
  },
});
