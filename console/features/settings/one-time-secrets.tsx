import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTexts } from '../../common/texts/texts.tsx';

/** What the service tells only now: secrets and addresses, to be copied. */
export function OneTimeSecrets({ values }: { readonly values: readonly (readonly [label: string, value: string])[] }) {
  const { settings: texts } = useTexts();
  if (values.length === 0) return null;
  return (
    <div role="status">
      <Alert type="success" header={texts.copyNow}>
        <SpaceBetween size="xs">
          {values.map(([label, value]) => (
            <div key={label}>
              {label}: <code className="secret">{value}</code>
            </div>
          ))}
        </SpaceBetween>
      </Alert>
    </div>
  );
}
