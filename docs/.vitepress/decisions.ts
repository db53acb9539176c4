import { readFileSync } from 'node:fs';

/** One line of the index of decisions. */
export interface Decision {
  readonly title: string;
  readonly file: string;
}

const INDEX = new URL('../adr/index.md', import.meta.url);

/** The decisions by subject, in the order of `docs/adr/index.md`. */
export const decisionsBySubject = (): ReadonlyMap<string, readonly Decision[]> =>
  new Map(
    readFileSync(INDEX, 'utf8')
      .split(/^## /m)
      .slice(1)
      .map((section) => {
        const [subject = '', ...lines] = section.split('\n');
        const decisions = lines.join('\n').matchAll(/^- \[(?<title>[^\]]+)\]\((?<file>[^)]+)\)/gm);
        return [subject, [...decisions].map(({ groups }) => groups as unknown as Decision)];
      }),
  );
