import { ExpandableSection } from '@cloudscape-design/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { useSession } from '../../common/api/index.ts';
import { nameOf } from '../../common/contacts/index.ts';
import { useTexts } from '../../common/texts/index.ts';

interface Props {
  readonly people: readonly string[];
  /** What the step does with them. */
  readonly step: string;
}

/** Some of the people of a step. They are asked for when they are to be seen. */
export function PeopleSample({ people, step }: Props) {
  const { storedPolicies: texts } = useTexts();
  const [open, setOpen] = useState(false);
  if (people.length === 0) return null;
  return (
    <ExpandableSection
      headerText={texts.sample({ step })}
      expanded={open}
      onChange={({ detail }) => setOpen(detail.expanded)}
    >
      {open && (
        <ul>
          {people.map((uuid) => (
            <li key={uuid}>
              <PersonLink uuid={uuid} />
            </li>
          ))}
        </ul>
      )}
    </ExpandableSection>
  );
}

/** A link to a contact by its name. Who is gone since has no name, and the link says so on its screen. */
function PersonLink({ uuid }: { readonly uuid: string }) {
  const texts = useTexts();
  const { api } = useSession();
  const found = useQuery({
    queryKey: ['contacts', 'one', uuid],
    queryFn: async () => (await api.get('contacts', { uuid })).results[0] ?? null,
  });
  return (
    <Link href={`/contact/${uuid}`} dir="auto">
      {found.data ? nameOf(found.data, texts) : texts.words.contact}
    </Link>
  );
}
