import { Button, FormField, Input, SpaceBetween } from '@cloudscape-design/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Refusal, useSession } from '../../common/api/index.ts';
import { HtmlForm, NotFound, Problem, Screen, Section } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import { AddAddresses } from './add-addresses.tsx';
import { urnOf } from './address.ts';
import { SuppressionStatus } from './suppression-status.tsx';

/** Suppressed addresses. They are looked up one by one, because the service lists them to nobody. */
export default function SuppressionsScreen() {
  const { suppressions: texts, shell } = useTexts();
  const { may } = useSession();
  if (!may('administer')) return <NotFound />;
  return (
    <Screen title={shell.suppressions} description={texts.hint}>
      <AddressLookup />
      <AddAddresses />
    </Screen>
  );
}

/** Looks an address up. It is not part of the page's address, which the browser would keep in its history. */
function AddressLookup() {
  const { words, suppressions: texts } = useTexts();
  const { api } = useSession();
  const [typed, setTyped] = useState('');
  const [urn, setUrn] = useState<string | null>(null);
  const asked = useQuery({
    queryKey: ['suppression', urn],
    queryFn: () => api.get('suppressions', { urn: urn ?? '' }),
    enabled: urn !== null,
    staleTime: 0,
    gcTime: 0,
  });
  const isRefused = asked.error instanceof Refusal && asked.error.status === 400;
  return (
    <Section title={texts.ask}>
      <HtmlForm
        onSubmit={() => {
          if (typed.trim() === '') return;
          if (urnOf(typed) === urn) void asked.refetch();
          else setUrn(urnOf(typed));
        }}
      >
        <FormField label={words.address} description={texts.addressHint}>
          <SpaceBetween direction="horizontal" size="xs">
            <Input
              value={typed}
              ariaLabel={words.address}
              autoComplete={false}
              spellcheck={false}
              onChange={({ detail }) => setTyped(detail.value)}
            />
            <Button variant="primary" formAction="submit" loading={asked.isFetching}>
              {texts.look}
            </Button>
          </SpaceBetween>
        </FormField>
      </HtmlForm>
      {asked.error && <Problem error={asked.error} {...(!isRefused && { retry: () => void asked.refetch() })} />}
      {asked.data && !asked.error && <SuppressionStatus key={asked.data.urn} of={asked.data} />}
    </Section>
  );
}
