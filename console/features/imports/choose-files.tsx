import { FileUpload, type FileUploadProps, FormField } from '@cloudscape-design/components';
import { useTexts } from '../../common/texts/index.ts';

interface Props {
  readonly files: readonly File[];
  readonly onChange: (files: readonly File[]) => void;
  /** Whether the user tried to go on without a file. */
  readonly tried: boolean;
}

/** Asks for files, and says at once of those that the service would refuse why it would. */
export function ChooseFiles({ files, onChange, tried }: Props) {
  const { imports: texts } = useTexts();
  const uploadTexts = useUploadTexts();
  return (
    <FormField
      label={texts.chooseFiles}
      description={texts.filesHint}
      errorText={tried && files.length === 0 ? texts.filesMissing : ''}
    >
      <FileUpload
        multiple
        value={files}
        showFileSize
        tokenLimit={10}
        fileErrors={files.map((file) => {
          const fault = faultOf(file);
          return fault && texts.fileFaults[fault];
        })}
        onChange={({ detail }) => onChange(detail.value)}
        i18nStrings={uploadTexts}
      />
    </FormField>
  );
}

export function useUploadTexts(): FileUploadProps.I18nStrings {
  const { imports: texts } = useTexts();
  return {
    uploadButtonText: (multiple) => (multiple ? texts.chooseFiles : texts.chooseFile),
    dropzoneText: () => texts.dropFiles,
    removeFileAriaLabel: (_, name) => texts.removeFile({ name }),
  };
}

/** The service's limits in bytes, of any file and of one that it unpacks whole. */
const MOST = 5_000_000_000;
const MOST_PACKED = 100_000_000;

/** What is wrong with a file before it is sent; null: nothing that shows. */
export function faultOf({ name, size }: File): 'empty' | 'large' | 'packed' | null {
  if (size === 0) return 'empty';
  if (size > MOST) return 'large';
  return size > MOST_PACKED && /\.(xlsx|zip)$/i.test(name) ? 'packed' : null;
}
