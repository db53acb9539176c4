import { Box, KeyValuePairs } from '@cloudscape-design/components';
import { Section } from '../../common/components/index.ts';
import { textFor, useFormats, useTexts } from '../../common/texts/index.ts';
import type { How, Import } from './api.ts';
import { useCells } from './refusals-follows.tsx';

/** Who wants no messages by the answer that was given, and who gave it. */
export function RefusalsAnswer({ imported: { refusals, refusals_by } }: { readonly imported: Import }) {
  const texts = useTexts().imports.question;
  const { moment } = useFormats();
  const { cell } = useCells();
  if (refusals === null) return null;
  const said = (how: How) =>
    typeof how === 'string'
      ? how === 'everybody'
        ? texts.filesHow
        : (textFor(texts.howHints, how) ?? how)
      : how.map((value) => `${cell(value)} → ${texts.outcomes.out}`).join(' · ');
  const items = Object.entries(refusals === 'none' ? {} : refusals).map(([name, how]) => ({
    label: <bdi>{name}</bdi>,
    value: <bdi>{said(how)}</bdi>,
  }));
  return (
    <Section title={texts.title}>
      {refusals === 'none' ? <Box>{texts.answeredNone}</Box> : <KeyValuePairs columns={2} items={items} />}
      {refusals_by && (
        <Box color="text-body-secondary">
          <bdi>
            {texts[refusals_by.mapping === null ? 'answeredBy' : 'answeredByMapping']({
              name: refusals_by.name ?? refusals_by.uuid,
              mapping: refusals_by.mapping ?? '',
              on: moment(refusals_by.on),
            })}
          </bdi>
        </Box>
      )}
    </Section>
  );
}
