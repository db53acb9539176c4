import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { type Instant, instant as time } from '../../../../shared/domain/instant.ts';
import { arrayOf, optional, orNull, presenter, timestamp } from '../../../../shared/lambda/http/presenter.ts';

interface Note {
  readonly noteText: string;
  readonly madeOn: Instant;
  readonly endedOn?: Instant;
  readonly others: readonly Note[];
}

const other = presenter<Note>()({ note_text: z.string(), ended_on: orNull(timestamp) });

const note = presenter<Note, { readonly codes: boolean }>()({
  note_text: z.string(),
  made_on: timestamp,
  ended_on: optional(timestamp),
  length: [z.int(), ({ noteText }) => noteText.length],
  code: [z.optional(z.string()), (_, { codes }) => (codes ? 'note' : undefined)],
  others: arrayOf(other),
  first: [z.nullable(z.object({ noteText: z.string() })), ({ others: [first] }) => first ?? null],
});

const begun = { noteText: 'Call', madeOn: time(0), others: [] };
const ended = { ...begun, endedOn: time(60_000_000), others: [begun] };

it('reads a key from the property of its name, or as it says, shows times as text, and no further property', () => {
  expect(note.show(ended, { codes: true })).toEqual({
    note_text: 'Call',
    made_on: '1970-01-01T00:00:00Z',
    ended_on: '1970-01-01T00:01:00Z',
    length: 4,
    code: 'note',
    others: [{ note_text: 'Call', ended_on: null }],
    first: { noteText: 'Call' },
  });
});

it('leaves out in JSON what there is not, and keeps the order of its keys', () => {
  const shown = JSON.parse(JSON.stringify(note.show(begun, { codes: false })));
  expect(Object.keys(shown)).toEqual(['note_text', 'made_on', 'length', 'others', 'first']);
  expect(note.schema.safeParse(shown)).toEqual({ success: true, data: shown });
});

it('does not compile when a property is missing, or does not fit its form', () => {
  const missing: 'nickname does not fit its form' = presenter<Note>()({ nickname: z.string() }) as never;
  // @ts-expect-error
  presenter<Note>()({ note_text: z.int() }).show;
  // @ts-expect-error
  presenter<Note>()({ note_text: [z.int(), ({ noteText }) => noteText] }).show;
  // @ts-expect-error
  presenter<Note>()({ others: arrayOf(note) }).show;
  expect(missing).toBeDefined();
});
