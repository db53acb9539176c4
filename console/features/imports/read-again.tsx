import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { Problem } from '../../common/components/problem.tsx';
import { useTexts } from '../../common/texts/texts.tsx';
import type { Encoding, Import } from './api.ts';
import { type Choices, ReadingChoices } from './reading-choices.tsx';
import { SavedMappings } from './saved-mappings.tsx';

interface Props {
  readonly imported: Import;
  /** Columns shall become what was saved for them. */
  readonly onSaved: (mapping: Readonly<Record<string, string>>) => void;
  /** The files are to be read otherwise. */
  readonly onChange: () => void;
  readonly busy: boolean;
  readonly error: Error | null;
  /** @param saveAs - the name under which what columns become is kept; empty: it is not */
  readonly onAgain: (choices: Choices, saveAs: string) => void;
}

/** Below the columns: mappings that were saved, how else files are read, and the button that reads them again. */
export function ReadAgain({ imported, onSaved, onChange, busy, error, onAgain }: Props) {
  const { imports: texts } = useTexts();
  const { format, encoding, group } = imported;
  const [choices, setChoices] = useState<Choices>({ format, encoding: encoding as Encoding | null, group });
  const [saveAs, setSaveAs] = useState('');
  return (
    <SpaceBetween size="m">
      <ColumnLayout columns={2}>
        <SavedMappings onSaved={({ mapping }) => onSaved(mapping)} />
        <FormField label={texts.saveAs} description={texts.saveAsHint}>
          <Input value={saveAs} onChange={({ detail }) => setSaveAs(detail.value)} />
        </FormField>
      </ColumnLayout>
      <ExpandableSection headerText={texts.more}>
        <ReadingChoices
          value={choices}
          onChange={(chosen) => {
            setChoices(chosen);
            onChange();
          }}
        />
      </ExpandableSection>
      {error && <Problem error={error} />}
      <Button formAction="none" loading={busy} onClick={() => onAgain(choices, saveAs.trim())}>
        {texts.again}
      </Button>
    </SpaceBetween>
  );
}
