import { FileInput, FormField, Textarea } from '@cloudscape-design/components';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { type Coded, Refusal, useMutation, useSession } from '../../common/api/index.ts';
import { Dialog, Problem, SpokenAlert } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import type { Definition } from './definition.ts';
import { FlowProblems } from './flow-problems.tsx';

/** Stores a flow, or all flows of an export file, and opens the first. */
export function useImportFlows(onDone: () => void) {
  const { api } = useSession();
  const [, navigate] = useLocation();
  return useMutation({
    mutationFn: (document: object) => api.post('flows', document as Record<string, unknown>),
    reads: ['flows', 'groups', 'fields', 'definition'],
    onSuccess(made) {
      const [first] = 'uuid' in made ? [made] : made.results;
      onDone();
      if (first) navigate(`/flows/${first.uuid}`);
    },
  });
}

/** Imports a flow of TextIt from a file or as pasted text, and tells for each node what cannot run here. */
export function ImportFlow({ onClose }: { readonly onClose: () => void }) {
  const { flows: texts } = useTexts();
  const [text, setText] = useState('');
  const save = useImportFlows(onClose);
  const document = read(text);
  return (
    <Dialog
      size="large"
      title={texts.import}
      onConfirm={() => document && save.mutate(document)}
      onClose={onClose}
      disabled={document === null}
      change={{ isPending: save.isPending, error: null }}
    >
      <FormField label={texts.file} description={texts.fileHint}>
        <FileInput
          accept=".json,application/json"
          value={[]}
          onChange={({ detail }) => void detail.value[0]?.text().then(setText)}
        >
          {texts.chooseFile}
        </FileInput>
      </FormField>
      <FormField label={texts.paste} errorText={text.trim() !== '' && document === null ? texts.notJson : undefined}>
        <Textarea value={text} rows={10} spellcheck={false} onChange={({ detail }) => setText(detail.value)} />
      </FormField>
      {save.error && <Problems error={save.error} document={document} />}
    </Dialog>
  );
}

function read(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    // The text is not JSON yet.
    return null;
  }
}

/** What cannot run here, or any other reason why the flows were refused. */
function Problems({ error, document }: { readonly error: Error; readonly document: object | null }) {
  const { flows: texts } = useTexts();
  const problems = error instanceof Refusal ? error.body['problems'] : undefined;
  if (!(error instanceof Refusal && Array.isArray(problems))) return <Problem error={error} />;
  const { problems: codes } = (error.codes ?? {}) as { problems?: readonly { readonly why: Coded }[] };
  return (
    <SpokenAlert header={texts.refused}>
      <FlowProblems problems={problems} codes={codes} flows={flowsIn(document)} />
    </SpokenAlert>
  );
}

/** The definitions in a document, which is one definition or an export file. */
function flowsIn(document: object | null): readonly Pick<Definition, 'name' | 'nodes'>[] {
  const { flows } = (document ?? {}) as { flows?: unknown };
  const all: readonly unknown[] = Array.isArray(flows) ? flows : [document];
  return all.filter((one) => Array.isArray((one as Partial<Definition> | null)?.nodes)) as Definition[];
}
