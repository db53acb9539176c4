import {
  Button,
  ExpandableSection,
  FileUpload,
  FormField,
  ProgressBar,
  SpaceBetween,
} from '@cloudscape-design/components';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useSession } from '../../common/api/index.ts';
import { HtmlForm, NotFound, Problem, Screen, Section, TextField } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import { FileGroups } from './file-groups.tsx';
import { OptedOutFiles } from './opted-out-files.tsx';
import { type Choices, ReadingChoices } from './reading-choices.tsx';
import { SavedMappings } from './saved-mappings.tsx';
import { type ImportDraft, sizeOf, useSendFiles } from './use-send-files.ts';

const NOBODY: ReadonlySet<File> = new Set();
const NO_GROUPS: ReadonlyMap<File, string> = new Map();
/** The service finds out how files are written. */
const AS_FOUND: Choices = { format: null, encoding: null, group: null };

/** Asks for the files of an import and sends them; the next screen previews the import. */
export default function NewImportScreen() {
  const { may } = useSession();
  const { words, imports: texts } = useTexts();
  const [, navigate] = useLocation();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [typed, setTyped] = useState('');
  const [optedOut, setOptedOut] = useState(NOBODY);
  const [groups, setGroups] = useState(NO_GROUPS);
  const [choices, setChoices] = useState(AS_FOUND);
  const [saved, setSaved] = useState<string | null>(null);
  const send = useSendFiles();
  if (!may('administer')) return <NotFound />;
  const name = typed.trim() || (files[0]?.name ?? '').replace(/\.[^.]*$/, '');
  const draft: ImportDraft = {
    name,
    files,
    optedOut,
    groups,
    ...choices,
    ...(saved !== null && { mapping_name: saved }),
  };
  return (
    <HtmlForm
      onSubmit={() => {
        // After a failure the same draft continues with the files that were not sent.
        const same = send.error && send.variables && isSame(send.variables, draft) ? send.variables : draft;
        // React Query does not call this after the user has left the screen.
        send.mutate(same, { onSuccess: (uuid) => navigate(`/imports/${uuid}`) });
      }}
    >
      <Screen title={texts.begin} description={texts.newHint}>
        <Section title={texts.files}>
          <Files files={files} onChange={setFiles} />
          <TextField
            label={words.name}
            description={texts.nameHint}
            value={typed}
            placeholder={name}
            onChange={setTyped}
          />
          <SavedMappings onSaved={(mapping) => setSaved(mapping.name)} />
          {files.length > 0 && <OptedOutFiles files={files} value={optedOut} onChange={setOptedOut} />}
          <ExpandableSection headerText={texts.more}>
            <SpaceBetween size="m">
              <ReadingChoices value={choices} onChange={setChoices} />
              {files.length > 0 && <FileGroups files={files} value={groups} onChange={setGroups} />}
            </SpaceBetween>
          </ExpandableSection>
        </Section>
        {send.isPending && <Sending bytes={send.bytes} all={sizeOf(files)} />}
        {send.error && <Problem error={send.error} />}
        <Button
          variant="primary"
          formAction="submit"
          disabled={files.length === 0}
          loading={send.isPending}
          loadingText={texts.sending}
        >
          {texts.send}
        </Button>
      </Screen>
    </HtmlForm>
  );
}

const isSame = (one: ImportDraft, other: ImportDraft): boolean =>
  (Object.keys(other) as (keyof ImportDraft)[]).every((key) => one[key] === other[key]);

interface FilesProps {
  readonly files: readonly File[];
  readonly onChange: (files: readonly File[]) => void;
}

function Files({ files, onChange }: FilesProps) {
  const { imports: texts } = useTexts();
  return (
    <FormField label={texts.chooseFiles} description={texts.filesHint}>
      <FileUpload
        multiple
        value={files}
        showFileSize
        tokenLimit={10}
        onChange={({ detail }) => onChange(detail.value)}
        i18nStrings={{
          uploadButtonText: () => texts.chooseFiles,
          dropzoneText: () => texts.dropFiles,
          removeFileAriaLabel: (_, name) => texts.removeFile(name),
        }}
      />
    </FormField>
  );
}

function Sending({ bytes, all }: { readonly bytes: number; readonly all: number }) {
  const { imports: texts } = useTexts();
  return <ProgressBar value={all === 0 ? 0 : (100 * bytes) / all} ariaLabel={texts.sending} label={texts.sending} />;
}
