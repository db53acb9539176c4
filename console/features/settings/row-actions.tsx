import { Button, SpaceBetween } from '@cloudscape-design/components';
import { useTexts } from '../../common/texts/index.ts';
import type { ChangeToConfirm } from './confirm-change.tsx';

interface Props {
  readonly name: string;
  readonly onEdit: () => void;
  readonly changes: readonly Omit<ChangeToConfirm, 'name'>[];
  readonly onAsk: (change: ChangeToConfirm) => void;
}

/** The links of a row: edit, and changes to which the user has to agree. */
export function RowActions({ name, onEdit, changes, onAsk }: Props) {
  const { connections: texts } = useTexts();
  const link = (text: string, press: () => void) => (
    <Button key={text} variant="inline-link" wrapText={false} ariaLabel={`${text}: ${name}`} onClick={press}>
      {text}
    </Button>
  );
  return (
    <SpaceBetween direction="horizontal" size="s">
      {link(texts.edit, onEdit)}
      {changes.map((change) => link(change.title, () => onAsk({ ...change, name })))}
    </SpaceBetween>
  );
}
