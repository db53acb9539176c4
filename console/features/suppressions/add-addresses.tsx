import { Button, FormField, Textarea } from '@cloudscape-design/components';
import { useState } from 'react';
import { Link } from 'wouter';
import { HtmlForm, Problem, Section, SpokenAlert, TextField } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';
import { urnsOf } from './address.ts';
import { type Tally, useAddAddresses } from './use-add-addresses.ts';

export function AddAddresses() {
  const { words, suppressions: texts } = useTexts();
  const { number } = useFormats();
  const [pasted, setPasted] = useState('');
  const [reason, setReason] = useState('');
  const add = useAddAddresses();
  const urns = urnsOf(pasted);
  return (
    <HtmlForm
      onSubmit={() =>
        add.mutate(
          { urns, reason: reason.trim() },
          // What is no address stays, to be mended.
          { onSuccess: ({ refused }) => setPasted(refused.map(({ urn }) => urn).join('\n')) },
        )
      }
    >
      <Section title={texts.add}>
        <div>
          {texts.addHint} <Link href="/imports/new">{texts.addByImport}</Link>
        </div>
        <FormField label={words.addresses} description={texts.addressesHint}>
          <Textarea value={pasted} rows={5} spellcheck={false} onChange={({ detail }) => setPasted(detail.value)} />
        </FormField>
        <TextField label={texts.reason} description={texts.addReasonHint} value={reason} onChange={setReason} />
        {add.error && <Problem error={add.error} />}
        {add.data && <Added tally={add.data} />}
        <Button formAction="submit" disabled={urns.length === 0 || reason.trim() === ''} loading={add.isPending}>
          {texts.suppress({ count: urns.length, shown: number(urns.length) })}
        </Button>
      </Section>
    </HtmlForm>
  );
}

/** More reasons than these nobody reads; all refused lines stay in the box. */
const SHOWN = 20;

function Added({ tally: { suppressed, stopped, already, refused } }: { readonly tally: Tally }) {
  const { suppressions: texts } = useTexts();
  const { number } = useFormats();
  return (
    <SpokenAlert type={refused.length === 0 ? 'success' : 'warning'}>
      {[
        texts.suppressed({ count: suppressed, shown: number(suppressed) }),
        texts.stopped({ count: stopped, shown: number(stopped) }),
        texts.already({ count: already, shown: number(already) }),
      ].join(' ')}
      {refused.length > 0 && (
        <>
          <div>{texts.refused({ count: refused.length, shown: number(refused.length) })}</div>
          <ul>
            {refused.slice(0, SHOWN).map(({ urn, why }) => (
              <li key={urn}>
                <bdi>{urn}</bdi>: {why}
              </li>
            ))}
          </ul>
        </>
      )}
    </SpokenAlert>
  );
}
