import { Button, ColumnLayout, FormField, SpaceBetween } from '@cloudscape-design/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Field, type Group, useFields, useGroups, useSession } from '../../common/api/index.ts';
import {
  HtmlForm,
  LanguageField,
  Loading,
  Problem,
  Section,
  SpokenAlert,
  TextField,
  useUnsaved,
} from '../../common/components/index.ts';
import { GroupsField, valueProblem } from '../../common/contacts/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import { AddressesInput } from './addresses-input.tsx';
import { changesOf, type Edit, editOf, isConflict, useSave, type Versioned } from './api.ts';
import { choicesIn } from './few-values.ts';
import { FieldInput } from './field-input.tsx';

/** Fields that the service counts at a time. */
const MOST_FIELDS = 12;

/** A contact's details. They are shown once fields and groups are known: an edit replaces the list of groups. */
export function Details({ read }: { readonly read: Versioned }) {
  const fields = useFields();
  const groups = useGroups();
  const failed = fields.error ? fields : groups.error ? groups : null;
  if (fields.data && groups.data) return <DetailsForm read={read} fields={fields.data} groups={groups.data} />;
  return failed ? <Problem error={failed.error} retry={() => void failed.refetch()} /> : <Loading isPart />;
}

interface Props {
  readonly read: Versioned;
  readonly fields: readonly Field[];
  readonly groups: readonly Group[];
}

/** Edited in place. After somebody else's change both values are shown, to save again. */
function DetailsForm({ read, fields, groups }: Props) {
  const { words, contact: texts } = useTexts();
  const { may, me } = useSession();
  const byHand = groups.filter(({ query, system }) => query === null && !system);
  const save = useSave(read.contact.uuid);
  const now = editOf(read.contact, {
    workspace: me.workspace,
    fields,
    byHand: new Set(byHand.map(({ uuid }) => uuid)),
  });
  const [base, setBase] = useState<Edit>(now);
  const [typed, setTyped] = useState<Edit | null>(null);
  const shown = typed ?? now;
  const change = (some: Partial<Edit>) => {
    if (typed === null) setBase(now);
    setTyped({ ...shown, ...some });
  };
  const changes = changesOf(base, shown, now);
  const isChanged = typed !== null && Object.keys(changes).length > 0;
  useUnsaved(isChanged);
  const isUnread = fields.some(
    ({ key, type }) => changes.fields?.[key] != null && valueProblem(type, changes.fields[key], me.workspace) !== null,
  );
  const conflict = isConflict(save.error);
  /** The other user's value of something that was changed here too. */
  const theirs = (before: string, after: string) =>
    conflict && after !== before ? { constraintText: texts.theirs({ value: after === '' ? texts.none : after }) } : {};
  const readOnly = !may('edit');
  const choices = useFieldChoices(fields, !readOnly);
  const discard = () => {
    save.reset();
    setTyped(null);
  };
  return (
    <HtmlForm
      onSubmit={() => !isUnread && save.mutate({ etag: read.etag, changes }, { onSuccess: () => setTyped(null) })}
    >
      <Section
        title={words.details}
        actions={
          !readOnly && (
            <SpaceBetween direction="horizontal" size="xs">
              {isChanged && (
                <Button variant="link" formAction="none" onClick={discard}>
                  {texts.discard}
                </Button>
              )}
              <Button disabled={!isChanged || isUnread} loading={save.isPending} formAction="submit">
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
            readOnly={readOnly}
            onChange={(name) => change({ name })}
          />
          <LanguageField
            {...theirs(base.language, now.language)}
            value={shown.language}
            readOnly={readOnly}
            onChange={(language) => change({ language })}
          />
          {!readOnly && read.contact.status === 'active' && (
            <GroupsField
              label={words.groups}
              description={texts.byHand}
              groups={byHand}
              value={shown.groups}
              deselectAriaLabel={({ label = '' }) => texts.leaveGroup({ name: label })}
              onChange={(groups) => change({ groups })}
            />
          )}
          {fields.map((field) => (
            <FieldInput
              key={field.key}
              field={field}
              choices={choices.get(field.key)}
              theirs={theirs(base.fields[field.key] ?? '', now.fields[field.key] ?? '')}
              value={shown.fields[field.key] ?? ''}
              readOnly={readOnly}
              onChange={(value) => change({ fields: { ...shown.fields, [field.key]: value } })}
            />
          ))}
        </ColumnLayout>
        {!readOnly && !me.workspace.anon && (
          <FormField label={words.addresses} {...theirs(base.urns.join(', '), now.urns.join(', '))} stretch>
            <AddressesInput urns={shown.urns} onChange={(urns) => change({ urns })} />
          </FormField>
        )}
      </Section>
    </HtmlForm>
  );
}

/**
 * The values of the text fields that have few, by key. They are counted once a session, because without a snapshot the
 * service reads up to five thousand contacts for it.
 */
function useFieldChoices(fields: readonly Field[], isWanted: boolean): ReadonlyMap<string, readonly string[]> {
  const { api } = useSession();
  const by = fields
    .filter(({ type }) => type === 'text')
    .slice(0, MOST_FIELDS)
    .map(({ key }) => `fields.${key}`)
    .join(',');
  const counted = useQuery({
    queryKey: ['choices', by],
    queryFn: () => api.get('facets', { by }),
    enabled: isWanted && by !== '',
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return choicesIn(counted.data?.facets ?? []);
}
