import { Box, Button, KeyValuePairs, LiveRegion, SpaceBetween, StatusIndicator } from '@cloudscape-design/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { type Answer, useMutation, useSession } from '../../common/api/index.ts';
import { Dialog, TextField, useToaster } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';

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

/** Lifts a suppression, for a reason that stays with the address. */
function LiftSuppression({ urn }: { readonly urn: string }) {
  const { suppressions: texts } = useTexts();
  const { api } = useSession();
  const toaster = useToaster();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const lift = useMutation({
    mutationFn: () => api.remove('suppressions', { urn, reason: reason.trim() }),
    reads: ['suppression'],
    onSuccess() {
      toaster.show({ type: 'success', content: texts.lifted });
      setOpen(false);
    },
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{texts.lift}</Button>
      {isOpen && (
        <Dialog title={texts.lift} onClose={() => setOpen(false)} disabled={reason.trim() === ''} change={lift}>
          <div>{texts.liftHint}</div>
          <TextField
            label={texts.reason}
            description={texts.reasonHint}
            value={reason}
            autoFocus
            onChange={setReason}
          />
        </Dialog>
      )}
    </>
  );
}
