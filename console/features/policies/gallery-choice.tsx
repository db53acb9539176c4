import { Tiles } from '@cloudscape-design/components';
import { useTexts } from '../../common/texts/index.ts';
import { EXAMPLES, type Example, exampleOf } from './gallery.ts';
import { stepsOf, useWords } from './rules-words.ts';

interface Props {
  readonly value: Example;
  readonly dormancyDays: number;
  readonly onChange: (example: Example) => void;
}

/** The examples with which a policy begins. Each says its own steps. */
export function GalleryChoice({ value, dormancyDays, onChange }: Props) {
  const { policyForm: texts } = useTexts();
  const words = useWords();
  const descriptionOf = (example: Example): string => {
    const { stages } = exampleOf(example, { dormancyDays });
    const steps = stages[0]?.days === null ? [] : stepsOf({ stages }, words);
    return [steps.length > 0 && `${steps.join(', ')}.`, texts.examples[example].hint].filter(Boolean).join(' ');
  };
  return (
    <Tiles
      ariaLabel={texts.begin}
      value={value}
      columns={3}
      items={EXAMPLES.map((example) => ({
        value: example,
        label: texts.examples[example].name,
        description: descriptionOf(example),
      }))}
      onChange={({ detail }) => onChange(detail.value as Example)}
    />
  );
}
