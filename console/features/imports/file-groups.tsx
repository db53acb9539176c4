import { FormField, SpaceBetween } from '@cloudscape-design/components';
import { TextField } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';

interface Props {
  readonly files: readonly File[];
  readonly value: ReadonlyMap<File, string>;
  readonly onChange: (groups: ReadonlyMap<File, string>) => void;
}

/** Asks for the group that everybody in a file joins; without it the file's name decides. */
export function FileGroups({ files, value, onChange }: Props) {
  const { imports: texts } = useTexts();
  return (
    <FormField label={texts.fileGroups} description={texts.fileGroupsHint}>
      <SpaceBetween size="xs">
        {files.map((file, number) => (
          <TextField
            // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name
            key={number}
            label={<bdi>{file.name}</bdi>}
            value={value.get(file) ?? ''}
            onChange={(group) => onChange(new Map([...value, [file, group]]))}
          />
        ))}
      </SpaceBetween>
    </FormField>
  );
}
