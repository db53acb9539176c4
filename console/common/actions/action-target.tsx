import { Button, FormField, Input, SpaceBetween } from '@cloudscape-design/components';
import { useState } from 'react';
import { useFields, useFlows, useGroups, useSession } from '../api/index.ts';
import { ChoiceField, LanguageField, TextField } from '../components/index.ts';
import { type ContactPlace, valueProblem } from '../contacts/index.ts';
import { useTexts } from '../texts/index.ts';
import { ExportChoices } from './export-choices.tsx';
import type { needOf } from './task.ts';

interface FieldValueProps {
  /** @param target - null while it is not complete */
  readonly onChange: (target: string | null) => void;
}

/** Asks for a field, and for the value that all contacts of a selection get. */
function FieldValue({ onChange }: FieldValueProps) {
  const { actions: texts, contact } = useTexts();
  const { workspace } = useSession().me;
  const fields = useFields().data ?? [];
  const [key, setKey] = useState<string | null>(null);
  const [value, setValue] = useState('');
  const type = fields.find((field) => field.key === key)?.type ?? 'text';
  const problem = valueProblem(type, value, workspace);
  return (
    <SpaceBetween size="s">
      <ChoiceField
        label={texts.field}
        placeholder={texts.chooseField}
        options={fields.map((field) => ({ value: field.key, label: field.name }))}
        value={key}
        searchable
        onChange={(chosen) => {
          setKey(chosen);
          onChange(null);
        }}
      />
      <TextField
        label={texts.value}
        description={texts.valueHint}
        value={value}
        {...(problem !== null && { errorText: contact[problem] })}
        onChange={(typed) => {
          setValue(typed);
          // The preview was made with another value.
          onChange(null);
        }}
      />
      <Button disabled={key === null || problem !== null} onClick={() => onChange(JSON.stringify([key, value.trim()]))}>
        {texts.count}
      </Button>
    </SpaceBetween>
  );
}

interface Props {
  readonly kind: NonNullable<ReturnType<typeof needOf>>;
  readonly value: string | null;
  /** Where the contacts are: a group takes nobody from itself. */
  readonly place: ContactPlace;
  /** Those that the list shows. */
  readonly columns: readonly string[];
  /** Whether staff had blocked the contacts; otherwise they opted out. */
  readonly wereBlocked: boolean;
  /** @param target - null while none is chosen */
  readonly onChange: (target: string | null) => void;
}

/** Asks for what an action needs besides its contacts: a group, a flow, a field, a language, a file, or a reason. */
export function ActionTarget({ kind, ...props }: Props) {
  if (kind === 'reason') return <Reason {...props} />;
  if (kind === 'field') return <FieldValue onChange={props.onChange} />;
  if (kind === 'language') return <LanguageField value={props.value} readOnly={false} onChange={props.onChange} />;
  if (kind === 'file') return <ExportChoices {...props} />;
  return kind === 'group' ? <Group {...props} /> : <Flow {...props} />;
}

/** Asks why people who opted out become active again. */
function Reason({ value, wereBlocked, onChange }: Omit<Choosing, 'place' | 'columns'>) {
  const { actions: texts, sheet } = useTexts();
  const [typed, setTyped] = useState(value ?? '');
  return (
    <FormField label={texts.reason} description={sheet.reasonHints[wereBlocked ? 'blocked' : 'stopped']}>
      <SpaceBetween direction="horizontal" size="xs">
        <Input
          value={typed}
          ariaLabel={texts.reason}
          onChange={({ detail }) => {
            setTyped(detail.value);
            // The preview was made with another reason.
            onChange(null);
          }}
        />
        <Button disabled={typed.trim() === '' || typed.trim() === value} onClick={() => onChange(typed.trim())}>
          {texts.count}
        </Button>
      </SpaceBetween>
    </FormField>
  );
}

type Choosing = Omit<Props, 'kind'>;

/** Asks for a group whose members are added by hand. */
function Group({ wereBlocked: _, place, ...props }: Choosing) {
  const own = place.type === 'group' ? place.group.uuid : null;
  const { actions: texts } = useTexts();
  const groups = useGroups();
  const options = (groups.data ?? [])
    .filter(({ uuid, query, system }) => query === null && !system && uuid !== own)
    .map(optionOf);
  const words = { label: texts.group, placeholder: texts.chooseGroup, empty: texts.noGroups };
  return <ChoiceField {...props} {...words} options={options} searchable statusType={statusOf(groups)} />;
}

/** Asks for a flow that can run here. */
function Flow({ wereBlocked: _, place: __, ...props }: Choosing) {
  const { actions: texts } = useTexts();
  const flows = useFlows();
  const options = (flows.data ?? []).filter(({ problems }) => problems.length === 0).map(optionOf);
  const words = { label: texts.flow, placeholder: texts.chooseFlow, empty: texts.noFlows };
  return <ChoiceField {...props} {...words} options={options} searchable statusType={statusOf(flows)} />;
}

const optionOf = ({ uuid, name }: { readonly uuid: string; readonly name: string }) => ({ value: uuid, label: name });

const statusOf = ({ isPending }: { readonly isPending: boolean }) => (isPending ? 'loading' : 'finished');
