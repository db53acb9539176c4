import { Checkbox, FormField } from '@cloudscape-design/components';
import { useTexts } from '../../common/texts/index.ts';

interface Props {
  readonly files: readonly File[];
  readonly value: ReadonlySet<File>;
  readonly onChange: (files: ReadonlySet<File>) => void;
}

/** Asks in which files everybody has opted out, such as a provider's list of unsubscribed people. */
export function OptedOutFiles({ files, value, onChange }: Props) {
  const { imports: texts } = useTexts();
  const set = (file: File, on: boolean) => {
    const next = new Set(value);
    if (on) next.add(file);
    else next.delete(file);
    onChange(next);
  };
  return (
    <FormField label={texts.optedOut} description={texts.optedOutHint}>
      {files.map((file, number) => (
        <Checkbox
          // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name
          key={number}
          checked={value.has(file)}
          onChange={({ detail }) => set(file, detail.checked)}
        >
          <bdi>{file.name}</bdi>
        </Checkbox>
      ))}
    </FormField>
  );
}
