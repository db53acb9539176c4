import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useFlows, useGroups } from '../api/queries.ts';
import { useTexts } from '../texts/texts.tsx';
import { ExportChoices } from './export-choices.tsx';

interface Props {
  readonly kind: 'group' | 'flow' | 'file' | 'reason';
  readonly value: string | null;
  /** @param target - null: nothing any more */
  readonly onChange: (target: string | null) => void;
}

/** What an action needs besides whom: the group that people are put into, the flow that they are sent through, or the file. */
export function ActionTarget({ kind, ...props }: Props) {
  if (kind === 'reason') return <Reason {...props} />;
  if (kind === 'file') return <ExportChoices {...props} />;
  return kind === 'group' ? <Group {...props} /> : <Flow {...props} />;
}

/** Why people come back who had refused messages: it stays in their history. */
function Reason({ value, onChange }: Choosing) {
  const { actions: texts } = useTexts();
  const [typed, setTyped] = useState(value ?? '');
  return (
    <FormField label={texts.reason} description={texts.reasonHint}>
      <SpaceBetween direction="horizontal" size="xs">
        <Input
          value={typed}
          ariaLabel={texts.reason}
          onChange={({ detail }) => {
            setTyped(detail.value);
            // Nobody comes back for a reason that was typed over.
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

/** One of the groups that are not found by a query. */
function Group(props: Choosing) {
  const { actions: texts } = useTexts();
  const groups = useGroups();
  const options = (groups.data ?? []).filter(({ query, system }) => query === null && !system);
  const words = { label: texts.group, placeholder: texts.chooseGroup, empty: texts.noGroups };
  return <Choice {...props} {...words} options={options} isPending={groups.isPending} />;
}

/** One of the flows that can run here. */
function Flow(props: Choosing) {
  const { actions: texts } = useTexts();
  const flows = useFlows();
  const options = (flows.data ?? []).filter(({ problems }) => problems.length === 0);
  const words = { label: texts.flow, placeholder: texts.chooseFlow, empty: texts.noFlows };
  return <Choice {...props} {...words} options={options} isPending={flows.isPending} />;
}

interface ChoiceProps extends Choosing {
  readonly label: string;
  readonly placeholder: string;
  readonly empty: string;
  readonly options: readonly { readonly uuid: string; readonly name: string }[];
  readonly isPending: boolean;
}

function Choice({ label, placeholder, empty, options, isPending, value, onChange }: ChoiceProps) {
  const { shell } = useTexts();
  const shown = options.map(({ uuid, name }) => ({ value: uuid, label: name }));
  return (
    <FormField label={label}>
      <Select
        options={shown}
        selectedOption={shown.find((option) => option.value === value) ?? null}
        filteringType="auto"
        filteringAriaLabel={shell.find}
        placeholder={placeholder}
        empty={empty}
        statusType={isPending ? 'loading' : 'finished'}
        onChange={({ detail }) => detail.selectedOption.value && onChange(detail.selectedOption.value)}
      />
    </FormField>
  );
}
