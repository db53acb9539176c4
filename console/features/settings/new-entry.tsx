import { Button, FormField, Input, SpaceBetween } from '@cloudscape-design/components';
import { type ReactNode, useState } from 'react';
import { useMutation } from '../../common/api/index.ts';
import { Choice, HtmlForm } from '../../common/components/index.ts';
import { type Option, useProblems, useTexts } from '../../common/texts/index.ts';

interface Props<Kind extends string> {
  readonly label: string;
  readonly kindLabel: string;
  readonly kinds: readonly Option<Kind>[];
  /** The kind that is chosen at first. */
  readonly usual: Kind;
  readonly make: (name: string, kind: Kind) => Promise<unknown>;
  readonly placeholder?: string;
  /** The list to read again. */
  readonly queryKey: string;
  /** What else there is to choose. */
  readonly children?: ReactNode;
}

/** A form for a new entry of a list, by its name and its kind. */
export function NewEntry<Kind extends string>({
  label,
  placeholder,
  kindLabel,
  kinds,
  usual,
  make,
  queryKey,
  children,
}: Props<Kind>) {
  const { settings: texts, words } = useTexts();
  const wordsOf = useProblems();
  const [name, setName] = useState('');
  const [kind, setKind] = useState(usual);
  const made = useMutation({
    mutationFn: () => make(name, kind),
    reads: [queryKey],
    onSuccess: () => setName(''),
  });
  return (
    <HtmlForm onSubmit={() => made.mutate()}>
      <FormField label={label} errorText={made.error && wordsOf(made.error)}>
        <SpaceBetween direction="horizontal" size="xs">
          <Input
            value={name}
            ariaLabel={label}
            placeholder={placeholder ?? words.name}
            onChange={({ detail }) => setName(detail.value)}
          />
          <Choice options={kinds} ariaLabel={kindLabel} value={kind} onChange={setKind} />
          {children}
          <Button formAction="submit" disabled={name.trim() === ''} loading={made.isPending}>
            {texts.add}
          </Button>
        </SpaceBetween>
      </FormField>
    </HtmlForm>
  );
}
