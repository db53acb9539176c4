import type { Settings } from '../../common/api/index.ts';

type Words = Settings['stop_words'];

/** Keywords as they are typed: one on each line, or a language and its words on each line. */
export function wordsAsText(words: Words): string {
  if (words === null) return '';
  if (Array.isArray(words)) return words.join('\n');
  return Object.entries(words)
    .map(([language, some]) => `${language}: ${some.join(', ')}`)
    .join('\n');
}

/** Typed keywords as the API takes them; null when nothing is typed, which means the default words. */
export function wordsOfText(text: string): Words {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length === 0) return null;
  const byLanguage = lines.map((line) => /^([a-z]{3}):(.*)$/.exec(line));
  if (byLanguage.some((match) => match === null)) return lines;
  return Object.fromEntries(byLanguage.map((match) => [match?.[1] ?? '', listOf(match?.[2] ?? '')]));
}

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
