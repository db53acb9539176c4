import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTexts } from '../../common/texts/texts.tsx';

interface Props {
  readonly files: readonly File[];
  readonly value: ReadonlyMap<File, string>;
  readonly onChange: (groups: ReadonlyMap<File, string>) => void;
}

/** The group that everybody in a file joins, where that is said and not left to the file's name. */
export function FileGroups({ files, value, onChange }: Props) {
  const { imports: texts } = useTexts();
  return (
    <FormField label={texts.fileGroups} description={texts.fileGroupsHint}>
      <SpaceBetween size="xs">
        {files.map((file, number) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name
          <FormField key={number} label={<bdi>{file.name}</bdi>}>
            <Input
              value={value.get(file) ?? ''}
              onChange={({ detail }) => onChange(new Map([...value, [file, detail.value]]))}
            />
          </FormField>
        ))}
      </SpaceBetween>
    </FormField>
  );
}
