import { Box } from '@cloudscape-design/components';
import type { Job } from '../api/index.ts';
import { useFormats, useTexts } from '../texts/index.ts';

type People = NonNullable<Job['people']>;

/** How many people are new, changed and unchanged, and how many of each want no messages: before and after. */
export function ImportPeople({ people }: { readonly people: People }) {
  const { people: texts } = useTexts().imports;
  const { number } = useFormats();
  const lines = FATES.filter((fate) => fate === 'created' || people[fate].contacts > 0).map((fate) => {
    const { contacts, want_none } = people[fate];
    const said = { what: texts[fate]({ count: contacts, shown: number(contacts) }), shown: number(want_none) };
    return want_none === 0 ? said.what : texts.wantNone({ ...said, count: want_none });
  });
  return lines.map((line) => (
    <Box key={line} fontSize="heading-m">
      {line}
    </Box>
  ));
}

const FATES = ['created', 'updated', 'unchanged'] as const;
