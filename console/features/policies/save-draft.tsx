import { Button } from '@cloudscape-design/components';
import { useState } from 'react';
import { LIMITS } from '../../common/api/index.ts';
import { focusFirstError } from '../../common/components/index.ts';
import type { Draft } from './draft.ts';
import { problemsOf } from './draft-problems.ts';
import { SavePolicy } from './save-policy.tsx';
import type { StoredPolicy } from './stored.ts';

interface Props {
  readonly label: string;
  readonly draft: Draft;
  /** The policy of which the draft becomes a version; null: it becomes a new one. */
  readonly policy: StoredPolicy | null;
  /** Called when something is missing, so that the form marks it. Then the first of it gets the focus. */
  readonly onMissing: () => void;
  readonly onSaved: (saved: { readonly uuid: string }) => void;
}

/** Asks before a draft is saved; of one that is not whole the form says what is missing. */
export function SaveDraft({ label, draft, policy, onMissing, onSaved }: Props) {
  const [saving, setSaving] = useState(false);
  const save = () => {
    if (Object.keys(problemsOf(draft, LIMITS.policies)).length === 0) return setSaving(true);
    onMissing();
    requestAnimationFrame(focusFirstError);
  };
  return (
    <>
      <Button variant="primary" onClick={save}>
        {label}
      </Button>
      {saving && <SavePolicy draft={draft} policy={policy} onSaved={onSaved} onClose={() => setSaving(false)} />}
    </>
  );
}
