import { ExpandableSection, FormField, ProgressBar, SpaceBetween } from '@cloudscape-design/components';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useSession } from '../../common/api/index.ts';
import { NotFound, Section, TextField } from '../../common/components/index.ts';
import { useProblems, useTexts } from '../../common/texts/index.ts';
import { ChooseFiles, faultOf } from './choose-files.tsx';
import { ReadingChoices, SavedMappings } from './reading-choices.tsx';
import { type ImportDraft, sizeOf, useSendFiles } from './use-send-files.ts';
import { ImportWizard } from './wizard.tsx';

/** The service finds out how files are written. */
const EMPTY: ImportDraft = {
  name: '',
  files: [],
  groups: new Map(),
  format: null,
  encoding: null,
  group: null,
  country: null,
};

/** The first step of an import that does not exist yet: its files are sent, and then it goes on at its own address. */
export default function NewImportScreen() {
  const { may } = useSession();
  const { words, imports: texts } = useTexts();
  const problemOf = useProblems();
  const [, navigate] = useLocation();
  const [form, setForm] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const send = useSendFiles();
  if (!may('administer')) return <NotFound />;
  const { files } = form;
  const change = (some: Partial<ImportDraft>) => setForm({ ...form, ...some });
  const name = form.name.trim() || (files[0]?.name ?? '').replace(/\.[^.]*$/, '');
  const next = () => {
    setTried(true);
    if (files.length === 0 || files.some((file) => faultOf(file) !== null)) return;
    const draft = { ...form, name };
    // After a failure the same draft continues with the files that were not sent.
    const same = send.error && send.variables && isSame(send.variables, draft) ? send.variables : draft;
    // React Query does not call this after the user has left the screen.
    send.mutate(same, { onSuccess: (uuid) => navigate(`/imports/${uuid}`) });
  };
  return (
    <ImportWizard
      step="files"
      description={texts.newHint}
      error={send.error && problemOf(send.error)}
      busy={send.isPending}
      onNavigate={next}
    >
      <SpaceBetween size="l">
        <Section title={texts.files}>
          <ChooseFiles files={files} tried={tried} onChange={(chosen) => change({ files: chosen })} />
          {send.isPending && <Sending bytes={send.bytes} all={sizeOf(files)} />}
          <TextField
            label={words.name}
            description={texts.nameHint}
            value={form.name}
            placeholder={name}
            onChange={(typed) => change({ name: typed })}
          />
          <SavedMappings value={form.mapping_name ?? null} onChange={(name) => change({ mapping_name: name })} />
        </Section>
        <ExpandableSection variant="container" headerText={texts.more}>
          <SpaceBetween size="m">
            <ReadingChoices value={form} onChange={change} />
            {files.length > 0 && (
              <FileGroups files={files} value={form.groups} onChange={(groups) => change({ groups })} />
            )}
          </SpaceBetween>
        </ExpandableSection>
      </SpaceBetween>
    </ImportWizard>
  );
}

const isSame = (one: ImportDraft, other: ImportDraft): boolean =>
  (Object.keys(other) as (keyof ImportDraft)[]).every((key) => one[key] === other[key]);

function Sending({ bytes, all }: { readonly bytes: number; readonly all: number }) {
  const { imports: texts } = useTexts();
  return <ProgressBar value={all === 0 ? 0 : (100 * bytes) / all} ariaLabel={texts.sending} label={texts.sending} />;
}

interface GroupsProps {
  readonly files: readonly File[];
  readonly value: ReadonlyMap<File, string>;
  readonly onChange: (groups: ReadonlyMap<File, string>) => void;
}

/** Asks for the group that everybody in a file joins; without it the file's name decides. */
function FileGroups({ files, value, onChange }: GroupsProps) {
  const { imports: texts } = useTexts();
  return (
    <FormField label={texts.fileGroups} description={texts.fileGroupsHint}>
      <SpaceBetween size="xs">
        {files.map((file, number) => (
          <TextField
            // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name
            key={number}
            label={<bdi>{file.name}</bdi>}
            value={value.get(file) ?? ''}
            onChange={(group) => onChange(new Map([...value, [file, group]]))}
          />
        ))}
      </SpaceBetween>
    </FormField>
  );
}
