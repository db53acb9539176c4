import { ExpandableSection } from '@cloudscape-design/components';
import { useState } from 'react';
import { useTexts } from '../../common/texts/index.ts';
import { PersonLink } from './person-link.tsx';

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
