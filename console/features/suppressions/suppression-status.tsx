import { Box, KeyValuePairs, LiveRegion, SpaceBetween, StatusIndicator } from '@cloudscape-design/components';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { type Answer, useSession } from '../../common/api/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import { LiftSuppression } from './lift-suppression.tsx';

/** Whether an address is suppressed, since when, and who added or lifted that and why. */
export function SuppressionStatus({ of: found }: { readonly of: Answer<'suppressions'> }) {
  const { words, suppressions: texts, contact: ofContact } = useTexts();
  const { moment } = useFormats();
  const nameOf = useTokenNames();
  const { suppressed, status, since, contact, notes } = found;
  return (
    <SpaceBetween size="m">
      <LiveRegion>
        <StatusIndicator type={suppressed ? 'stopped' : 'success'}>
          <bdi>{found.urn}</bdi> {suppressed ? texts.isSuppressed : texts.isFree}
        </StatusIndicator>
      </LiveRegion>
      {suppressed && (
        <KeyValuePairs
          columns={3}
          items={[
            ...(status === null ? [] : [{ label: words.status, value: ofContact.standings[status] }]),
            ...(since === null ? [] : [{ label: texts.since, value: moment(since) }]),
            {
              label: words.contact,
              value: contact === null ? texts.nobodys : <Link href={`/contact/${contact}`}>{texts.show}</Link>,
            },
          ]}
        />
      )}
      {notes.map(({ on, what, by, reason }) => (
        <div key={`${on}${what}`}>
          <div>
            {texts.notes[what]}: <bdi>{reason}</bdi>
          </div>
          <Box color="text-body-secondary" fontSize="body-s">
            <time dateTime={on}>{moment(on)}</time> · <bdi>{nameOf(by)}</bdi>
          </Box>
        </div>
      ))}
      {suppressed && contact === null && <LiftSuppression urn={found.urn} />}
      {suppressed && contact !== null && <Box color="text-body-secondary">{texts.liftAtContact}</Box>}
    </SpaceBetween>
  );
}

/** The name of a token, or its uuid when the token was revoked. */
function useTokenNames(): (uuid: string) => string {
  const { api } = useSession();
  const tokens = useQuery({ queryKey: ['tokens'], queryFn: () => api.get('tokens') });
  return (uuid) => tokens.data?.results.find((token) => token.uuid === uuid)?.name ?? uuid;
}
