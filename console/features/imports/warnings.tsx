import { StatusIndicator } from '@cloudscape-design/components';
import { ServiceText } from '../../common/texts/index.ts';
import type { Import } from './api.ts';

/** What the first screen says in other words. */
const NO_ADDRESSES = 'warn_no_addresses';

const codesOf = ({ codes }: Import) => codes?.preview?.warnings ?? [];

/** Whether no column has numbers or addresses, so that nobody can be imported. */
export const hasNoAddresses = (imported: Import): boolean =>
  codesOf(imported).some(({ code }) => code === NO_ADDRESSES);

/** What should be known of the files. */
export function PreviewWarnings({ imported }: { readonly imported: Import }) {
  const codes = codesOf(imported);
  return (imported.preview?.warnings ?? []).map(
    (warning, index) =>
      codes[index]?.code !== NO_ADDRESSES && (
        <StatusIndicator key={warning} type="warning">
          <ServiceText text={warning} code={codes[index]} />
        </StatusIndicator>
      ),
  );
}
