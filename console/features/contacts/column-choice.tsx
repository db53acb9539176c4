import { CollectionPreferences, type CollectionPreferencesProps } from '@cloudscape-design/components';
import { useEffect, useRef } from 'react';
import { useTexts } from '../../common/texts/index.ts';
import type { ContactColumn } from './columns.tsx';
import type { Preferences } from './preferences.ts';

interface Props {
  readonly columns: readonly ContactColumn[];
  readonly display: readonly CollectionPreferencesProps.ContentDisplayItem[];
  readonly density: Preferences['density'];
  readonly onChange: (change: Partial<Preferences>) => void;
}

/** The gear, with its dialog. It is loaded when somebody wants it, and so opens at once. */
export default function ColumnChoice({ columns, display, density, onChange }: Props) {
  const { words, contacts: texts } = useTexts();
  const box = useRef<HTMLSpanElement>(null);
  useEffect(() => box.current?.querySelector('button')?.click(), []);
  return (
    <span ref={box}>
      <CollectionPreferences
        title={texts.preferences}
        confirmLabel={texts.confirm}
        cancelLabel={words.cancel}
        preferences={{ contentDisplay: display, contentDensity: density }}
        onConfirm={({ detail }) =>
          onChange({
            columns: detail.contentDisplay ?? [],
            density: detail.contentDensity ?? 'comfortable',
          })
        }
        contentDensityPreference={{ label: texts.compact, description: texts.compactHint }}
        contentDisplayPreference={{
          title: words.columns,
          options: columns.map(({ id, header }) => ({
            id,
            label: labelOf(header),
            alwaysVisible: id === 'name',
          })),
        }}
      />
    </span>
  );
}

/** The text of a header, which may stand within an element. */
function labelOf(header: unknown): string {
  if (typeof header === 'string') return header;
  const children = (header as { props?: { children?: unknown } } | null)?.props?.children;
  return typeof children === 'string' ? children : '';
}
