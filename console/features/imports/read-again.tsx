import { Button, ColumnLayout, ExpandableSection, SpaceBetween } from '@cloudscape-design/components';
import { useState } from 'react';
import { Problem, TextField } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import type { Encoding, Import } from './api.ts';
import { type Choices, ReadingChoices } from './reading-choices.tsx';
import { SavedMappings } from './saved-mappings.tsx';

interface Props {
  readonly imported: Import;
  /** Called with a saved mapping that the user has chosen. */
  readonly onSaved: (mapping: Readonly<Record<string, string>>) => void;
  /** Called when the files are to be read in another way. */
  readonly onChange: () => void;
  readonly busy: boolean;
  readonly error: Error | null;
  /** @param saveAs - the name under which the mapping is saved; empty when it is not */
  readonly onAgain: (choices: Choices, saveAs: string) => void;
}

/** Saved mappings, how files are read, and the button that reads them again. */
export function ReadAgain({ imported, onSaved, onChange, busy, error, onAgain }: Props) {
  const { imports: texts } = useTexts();
  const { format, encoding, group } = imported;
  const [choices, setChoices] = useState<Choices>({ format, encoding: encoding as Encoding | null, group });
  const [saveAs, setSaveAs] = useState('');
  return (
    <SpaceBetween size="m">
      <ColumnLayout columns={2}>
        <SavedMappings onSaved={({ mapping }) => onSaved(mapping)} />
        <TextField label={texts.saveAs} description={texts.saveAsHint} value={saveAs} onChange={setSaveAs} />
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
