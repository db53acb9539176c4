/** What docs/runbook.md says of an alarm. */

/** A question to the logs: a block with a query in CloudWatch's language, or a line `Errors of` the names of logs. */
export interface LogQuery {
  /** `access`, for the API's log of requests, or names of functions. */
  readonly logs: readonly string[];
  readonly query: string;
}

export interface Chapter {
  readonly title: string;
  readonly text: string;
  readonly queries: readonly LogQuery[];
}

const QUESTION = /^(?:```logs (.+)\n([\s\S]+?)\n```|Errors of `(.+)`\.)\n/gm;
const ERRORS =
  'fields @timestamp, service, message, error.name, error.message | filter level = "ERROR" | sort @timestamp desc | limit 20';

export function chaptersOf(runbook: string): readonly Chapter[] {
  return runbook
    .split(/^## /m)
    .slice(1)
    .map((chapter) => {
      const [title = ''] = chapter.split('\n', 1);
      const queries = [...chapter.matchAll(QUESTION)].map(([, asked = '', query = ERRORS, logs = asked]) => ({
        logs: logs.split(' '),
        query,
      }));
      return { title, text: chapter.replace(QUESTION, '').slice(title.length).trim(), queries };
    });
}

/** The chapter of an alarm, with or without `dormouse-`, and what its stage adds to names. Throws for any other. */
export function chapterOf(runbook: string, alarm: string): { readonly chapter: Chapter; readonly suffix: string } {
  const name = alarm.replace(/^(dormouse-)?/, '-');
  const own = ({ title }: Chapter) => title.replace(/^dormouse/, '');
  const known = chaptersOf(runbook).filter(({ title }) => title.startsWith('dormouse-'));
  const fitting = known.filter((one) => name.endsWith(own(one)));
  const [chapter] = fitting.toSorted((one, other) => other.title.length - one.title.length);
  if (chapter === undefined)
    throw new Error(
      `docs/runbook.md has no chapter dormouse${name}. It has ${known.map(({ title }) => title).join(', ')}.`,
    );
  return { chapter, suffix: name.slice(0, -own(chapter).length) };
}
