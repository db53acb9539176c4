import { SpokenAlert } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import type { Candidate, ImportPreview } from './api.ts';

/** Kinds of cells of one column that are named before it is chosen. */
const FEW = 3;

/** The words for cells and their people. */
export function useCells() {
  const { imports } = useTexts();
  const texts = imports.question;
  const { number } = useFormats();
  const cell = (value: string) => (value === '' ? texts.blank : imports.quoted({ cell: value }));
  const people = (rows: number) => texts.people({ count: rows, shown: number(rows) });
  const some = (value: string, rows: number) => texts.some({ cell: cell(value), people: people(rows) });
  return {
    cell,
    people,
    some,
    /** Every kind of cell, the commonest first. */
    listed: ({ values, others, blank }: Candidate): string =>
      [
        ...values.map(({ value, rows }) => some(value, rows)),
        ...(blank > 0 ? [some('', blank)] : []),
        ...(others === null
          ? [texts.many]
          : others > 0
            ? [texts.others({ count: others, shown: number(others) })]
            : []),
      ].join(' · '),
    /** Who gets messages when this is not chosen: those whom it seems to speak of, or its commonest cells. */
    follows({ about, values }: Candidate, rows: number): string {
      if (about === 'file') return texts.getMessages({ whom: people(rows) });
      const out = values.filter((one) => one.out);
      const named = (out.length > 0 ? out : values).slice(0, FEW);
      return texts.getMessages({ whom: named.map((one) => some(one.value, one.rows)).join(' · ') });
    },
  };
}

/** What "none of these" means for every candidate. */
export function NoneFollows({ preview: { candidates, files } }: { readonly preview: ImportPreview }) {
  const texts = useTexts().imports.question;
  const { follows } = useCells();
  const named = candidates.filter(({ about, preselected, values }) => preselected || (about === 'column' && values[0]));
  if (named.length === 0) return null;
  return (
    <SpokenAlert type="warning" header={texts.noneFollows}>
      <ul>
        {named.map((one) => (
          <li key={`${one.about} ${one.name}`}>
            <bdi>
              <strong>{one.name}</strong>: {follows(one, files.find(({ name }) => name === one.name)?.rows ?? 0)}
            </bdi>
          </li>
        ))}
      </ul>
    </SpokenAlert>
  );
}
