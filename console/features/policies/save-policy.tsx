import { Box } from '@cloudscape-design/components';
import { useState } from 'react';
import { Dialog, TextField } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import type { Draft } from './draft.ts';
import { rulesOf, saidBy } from './draft-body.ts';
import { PolicyPreview, useLoosened, usePolicyPreview } from './policy-preview.tsx';
import { differencesOf, useWords } from './rules-words.ts';
import { type StoredPolicy, useSavePolicy } from './stored.ts';

interface Props {
  /** A whole one. */
  readonly draft: Draft;
  /** The policy of which this becomes a version; null: it becomes a new policy. */
  readonly policy: StoredPolicy | null;
  readonly onSaved: (saved: { readonly uuid: string }) => void;
  readonly onClose: () => void;
}

/** Shows whom a draft would take, asks for its name, and saves it. Nothing is saved that was not shown before. */
export function SavePolicy({ draft, policy, onSaved, onClose }: Props) {
  const { words, storedPolicies: texts } = useTexts();
  const [name, setName] = useState(policy?.name ?? '');
  const preview = usePolicyPreview(rulesOf(draft), policy);
  const save = useSavePolicy(policy, onSaved);
  const asked = useLoosened(policy?.state === 'on' ? preview.data : undefined);
  return (
    <Dialog
      title={policy === null ? texts.save : texts.saveChange}
      confirm={words.save}
      onConfirm={() => save.mutate({ name, draft, ...asked.said })}
      onClose={onClose}
      disabled={name.trim() === '' || !preview.data || !asked.isTyped}
      change={save}
    >
      <TextField label={words.name} value={name} onChange={setName} autoFocus />
      <Box>
        {policy === null
          ? texts.shadowFirst
          : texts.newVersion({ version: policy.version + 1, before: policy.version })}
      </Box>
      {policy !== null && <Changes draft={draft} policy={policy} />}
      {policy?.state === 'on' && <Box>{texts.waitsAnew({ count: policy.wait_days })}</Box>}
      <PolicyPreview steps={draft.stages} preview={preview} />
      {asked.question}
    </Dialog>
  );
}

/** What a draft says in other words than the policy that it changes. */
function Changes({ draft, policy }: { readonly draft: Draft; readonly policy: StoredPolicy }) {
  const words = useWords();
  const { policyForm, storedPolicies: texts } = words.texts;
  const changes = differencesOf(policy, saidBy(draft, words.groups), words);
  return (
    <section>
      <Box variant="h3">{policyForm.changes}</Box>
      <ul>
        {(changes.length === 0 ? [texts.sameRules] : changes).map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
    </section>
  );
}
