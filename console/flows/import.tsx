import Alert from '@cloudscape-design/components/alert';
import FileInput from '@cloudscape-design/components/file-input';
import FormField from '@cloudscape-design/components/form-field';
import Textarea from '@cloudscape-design/components/textarea';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { bodyOfAnswer, Refusal } from '../api/client.ts';
import { useMutation } from '../api/mutation.ts';
import { useSession } from '../session/session.tsx';
import { Dialog } from '../shell/dialog.tsx';
import { Problem } from '../shell/problem.tsx';
import { useTexts } from '../texts/texts.tsx';

/** Stores a flow, or all flows of an export file, and goes to the first. */
export function useImport(onDone: () => void) {
  const { api } = useSession();
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  return useMutation({
    mutationFn: (document: object) =>
      bodyOfAnswer(api.POST('/api/v2/flows.json', { body: document as Record<string, unknown> })),
    async onSuccess(made) {
      await Promise.all(
        ['flows', 'groups', 'fields', 'definition'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      );
      const [first] = 'uuid' in made ? [made] : made.results;
      onDone();
      if (first) navigate(`/flows/${first.uuid}`);
    },
  });
}

/** Takes a flow from TextIt, as a file or pasted; says node by node what of it cannot run here. */
export function ImportFlow({ onClose }: { readonly onClose: () => void }) {
  const { flows: texts } = useTexts();
  const [text, setText] = useState('');
  const save = useImport(onClose);
  const document = read(text);
  return (
    <Dialog
      size="large"
      title={texts.import}
      confirm={texts.import}
      onConfirm={() => document && save.mutate(document)}
      onClose={onClose}
      disabled={document === null}
      busy={save.isPending}
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
      {save.error && <Problems error={save.error} />}
    </Dialog>
  );
}

function read(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    // Not JSON yet.
    return null;
  }
}

/** What of a flow cannot run here, one line a place. */
function Problems({ error }: { readonly error: Error }) {
  const { flows: texts } = useTexts();
  const lines = error instanceof Refusal ? linesOf(error.body) : [];
  if (lines.length === 0) return <Problem error={error} />;
  return (
    <div role="alert">
      <Alert type="error" header={texts.refused}>
        <ul>
          {lines.map((line) => (
            <li key={line} dir="auto">
              {line}
            </li>
          ))}
        </ul>
      </Alert>
    </div>
  );
}

const linesOf = (body: Refusal['body']): string[] => [
  ...new Set(
    Object.values(body)
      .flatMap((value) => (Array.isArray(value) ? value : [value]))
      .filter((value) => typeof value === 'string'),
  ),
];
