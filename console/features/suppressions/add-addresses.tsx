import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { Link } from 'wouter';
import { Problem } from '../../common/components/problem.tsx';
import { Section } from '../../common/components/section.tsx';
import { useFormats } from '../../common/texts/formats.ts';
import { useTexts } from '../../common/texts/texts.tsx';
import { urnsOf } from './address.ts';
import { type Tally, useAddAddresses } from './use-add-addresses.ts';

/** Addresses that refused messages elsewhere, as a provider's list has them. */
export function AddAddresses() {
  const { suppressions: texts } = useTexts();
  const { number } = useFormats();
  const [pasted, setPasted] = useState('');
  const [reason, setReason] = useState('');
  const add = useAddAddresses();
  const urns = urnsOf(pasted);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate({ urns, reason: reason.trim() }, { onSuccess: () => setPasted('') });
      }}
    >
      <Section title={texts.add}>
        <SpaceBetween size="m">
          <div>
            {texts.addHint} <Link href="/imports/new">{texts.addByImport}</Link>
          </div>
          <FormField label={texts.addresses} description={texts.addressesHint}>
            <Textarea value={pasted} rows={5} spellcheck={false} onChange={({ detail }) => setPasted(detail.value)} />
          </FormField>
          <FormField label={texts.reason} description={texts.addReasonHint}>
            <Input value={reason} onChange={({ detail }) => setReason(detail.value)} />
          </FormField>
          {add.error && <Problem error={add.error} />}
          {add.data && <Added tally={add.data} />}
          <Button formAction="submit" disabled={urns.length === 0 || reason.trim() === ''} loading={add.isPending}>
            {texts.suppress(urns.length, number(urns.length))}
          </Button>
        </SpaceBetween>
      </Section>
    </form>
  );
}

function Added({ tally: { suppressed, stopped, already } }: { readonly tally: Tally }) {
  const { suppressions: texts } = useTexts();
  const { number } = useFormats();
  return (
    <div role="status">
      <Alert type="success">
        {[
          texts.suppressed(suppressed, number(suppressed)),
          texts.stopped(stopped, number(stopped)),
          texts.already(already, number(already)),
        ].join(' ')}
      </Alert>
    </div>
  );
}
