import { CopyToClipboard, SpaceBetween } from '@cloudscape-design/components';
import { SpokenAlert } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';

/** Secrets and addresses that the service shows only once, for the user to copy. */
export function OneTimeSecrets({ values }: { readonly values: readonly (readonly [label: string, value: string])[] }) {
  const { settings: texts } = useTexts();
  if (values.length === 0) return null;
  return (
    <SpokenAlert type="success" header={texts.copyNow}>
      <SpaceBetween size="xs">
        {values.map(([label, value]) => (
          <div key={label}>
            {label}: <code className="secret">{value}</code>{' '}
            <CopyToClipboard
              textToCopy={value}
              variant="icon"
              copyButtonAriaLabel={`${texts.copy}: ${label}`}
              copySuccessText={texts.copied}
              copyErrorText={texts.notCopied}
            />
          </div>
        ))}
      </SpaceBetween>
    </SpokenAlert>
  );
}
