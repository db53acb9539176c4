import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useFields } from '../../common/api/queries.ts';
import { useSession } from '../../common/api/session.ts';
import { Problem } from '../../common/components/problem.tsx';
import { Section } from '../../common/components/section.tsx';
import { useTexts } from '../../common/texts/texts.tsx';
import { changesOf, type Edit, editOf, isConflict, useSave, type Versioned } from './api.ts';

/**
 * Name, language and fields, edited in place. What is saved is what was changed of the contact as it was read: when another has changed it
 * meanwhile, both values are shown, and saving again means it.
 */
export function Details({ read }: { readonly read: Versioned }) {
  const { contact: texts, contacts, groups } = useTexts();
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
  /** What another has made of a value that was changed here too. */
  const theirs = (before: string, after: string) =>
    conflict && after !== before ? { constraintText: texts.theirs(after === '' ? texts.none : after) } : {};
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ etag: read.etag, changes }, { onSuccess: () => setTyped(null) });
      }}
    >
      <Section
        title={texts.details}
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
                {conflict ? texts.saveAnyway : groups.save}
              </Button>
            </SpaceBetween>
          )
        }
      >
        <SpaceBetween size="m">
          {conflict && (
            <div role="alert">
              <Alert type="warning">{texts.conflict}</Alert>
            </div>
          )}
          {save.error && !conflict && <Problem error={save.error} />}
          <ColumnLayout columns={3}>
            <FormField label={contacts.name} {...theirs(base.name, now.name)}>
              <Input
                value={shown.name}
                readOnly={!may('edit')}
                onChange={({ detail }) => change({ name: detail.value })}
              />
            </FormField>
            <FormField label={texts.language} {...theirs(base.language, now.language)}>
              <Input
                value={shown.language}
                readOnly={!may('edit')}
                placeholder="eng"
                onChange={({ detail }) => change({ language: detail.value })}
              />
            </FormField>
            {fields.map(({ key, name }) => (
              <FormField key={key} label={<bdi>{name}</bdi>} {...theirs(base.fields[key] ?? '', now.fields[key] ?? '')}>
                <Input
                  value={shown.fields[key] ?? ''}
                  readOnly={!may('edit')}
                  onChange={({ detail }) => change({ fields: { ...shown.fields, [key]: detail.value } })}
                />
              </FormField>
            ))}
          </ColumnLayout>
        </SpaceBetween>
      </Section>
    </form>
  );
}
