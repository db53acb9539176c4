import { Button, ColumnLayout, SpaceBetween } from '@cloudscape-design/components';
import { useState } from 'react';
import { useFields, useSession } from '../../common/api/index.ts';
import { HtmlForm, Problem, Section, SpokenAlert, TextField } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import { changesOf, type Edit, editOf, isConflict, useSave, type Versioned } from './api.ts';

/** Name, language and fields, edited in place. After somebody else's change both values are shown, to save again. */
export function Details({ read }: { readonly read: Versioned }) {
  const { words, contact: texts } = useTexts();
  const { may } = useSession();
  const fields = useFields().data ?? [];
  const save = useSave(read.contact.uuid);
  const now = editOf(read.contact);
  const [base, setBase] = useState<Edit>(now);
  const [typed, setTyped] = useState<Edit | null>(null);
  const shown = typed ?? now;
  const change = (some: Partial<Edit>) => {
    if (typed === null) setBase(now);
    setTyped({ ...shown, ...some });
  };
  const changes = changesOf(base, shown);
  const isChanged = typed !== null && Object.keys(changes).length > 0;
  const conflict = isConflict(save.error);
  /** The other user's value of something that was changed here too. */
  const theirs = (before: string, after: string) =>
    conflict && after !== before ? { constraintText: texts.theirs(after === '' ? texts.none : after) } : {};
  return (
    <HtmlForm onSubmit={() => save.mutate({ etag: read.etag, changes }, { onSuccess: () => setTyped(null) })}>
      <Section
        title={words.details}
        actions={
          may('edit') && (
            <SpaceBetween direction="horizontal" size="xs">
              {isChanged && (
                <Button
                  variant="link"
                  formAction="none"
                  onClick={() => {
                    save.reset();
                    setTyped(null);
                  }}
                >
                  {texts.discard}
                </Button>
              )}
              <Button disabled={!isChanged} loading={save.isPending} formAction="submit">
                {conflict ? texts.saveAnyway : words.save}
              </Button>
            </SpaceBetween>
          )
        }
      >
        {conflict && <SpokenAlert type="warning">{texts.conflict}</SpokenAlert>}
        {save.error && !conflict && <Problem error={save.error} />}
        <ColumnLayout columns={3}>
          <TextField
            label={words.name}
            {...theirs(base.name, now.name)}
            value={shown.name}
            readOnly={!may('edit')}
            onChange={(name) => change({ name })}
          />
          <TextField
            label={words.language}
            {...theirs(base.language, now.language)}
            value={shown.language}
            readOnly={!may('edit')}
            placeholder="eng"
            onChange={(language) => change({ language })}
          />
          {fields.map(({ key, name }) => (
            <TextField
              key={key}
              label={<bdi>{name}</bdi>}
              {...theirs(base.fields[key] ?? '', now.fields[key] ?? '')}
              value={shown.fields[key] ?? ''}
              readOnly={!may('edit')}
              onChange={(value) => change({ fields: { ...shown.fields, [key]: value } })}
            />
          ))}
        </ColumnLayout>
      </Section>
    </HtmlForm>
  );
}
