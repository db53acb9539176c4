import { FormField, RadioGroup } from '@cloudscape-design/components';
import { useSession } from '../../common/api/index.ts';
import { Section } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import type { Encoding, ImportPreview } from './api.ts';

interface Props {
  readonly preview: ImportPreview;
  /** Reads the files again. */
  readonly onChange: (encoding: Encoding) => void;
}

/** How the letters of files read that are not Unicode: each way with examples, of which one is right. */
export function Encodings({ preview, onChange }: Props) {
  const { imports: texts } = useTexts();
  const { may } = useSession();
  const readings = preview.files.flatMap((file) => file.readings);
  const [taken] = readings;
  if (taken === undefined) return null;
  const examplesOf = (encoding: string) =>
    readings.flatMap((one) => (one.encoding === encoding ? one.examples : [])).slice(0, FEW);
  return (
    <Section title={texts.letters} description={texts.lettersHint}>
      <FormField label={texts.encoding}>
        <RadioGroup
          value={taken.encoding}
          readOnly={!may('administer')}
          items={[...new Set(readings.map(({ encoding }) => encoding))].map((encoding) => ({
            value: encoding,
            label: <bdi>{examplesOf(encoding).join(' · ') || encoding}</bdi>,
            description: encoding,
          }))}
          onChange={({ detail }) => onChange(detail.value as Encoding)}
        />
      </FormField>
    </Section>
  );
}

/** Examples of one reading. */
const FEW = 5;
