import { Button, FormField, Textarea } from '@cloudscape-design/components';
import { useState } from 'react';
import { Link } from 'wouter';
import { Refusal, useInvalidate, useMutation, useRefresh, useSession } from '../../common/api/index.ts';
import { HtmlForm, Problem, Section, SpokenAlert, TextField } from '../../common/components/index.ts';
import { problemAt, type Texts, useFormats, useTexts } from '../../common/texts/index.ts';
import { urnsOf } from './address.ts';

const AT_ONCE = 1_000;

/** The number of addresses by outcome, and the lines that are none, each with its reason. */
interface Tally {
  suppressed: number;
  stopped: number;
  already: number;
  refused: { readonly urn: string; readonly why: string }[];
}

interface Addition {
  readonly urns: readonly string[];
  readonly reason: string;
}

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

/**
 * Adds addresses in several requests. Lines that are no addresses are left out, and said one by one. After a failure it
 * can be repeated: known addresses count as `already`.
 */
function useAddAddresses() {
  const { api } = useSession();
  const invalidate = useInvalidate();
  const refresh = useRefresh();
  const texts = useTexts();
  return useMutation({
    async mutationFn({ urns, reason }: Addition): Promise<Tally> {
      const tally: Tally = { suppressed: 0, stopped: 0, already: 0, refused: [] };
      const add = async (some: readonly string[]): Promise<void> => {
        if (some.length === 0) return;
        try {
          const { results } = await api.post('suppressions', { urns: [...some], reason });
          for (const { outcome } of results) tally[outcome] += 1;
        } catch (error) {
          const wrong = refusedLines(error, some, texts);
          if (wrong.size === 0) throw error;
          tally.refused.push(...wrong.values());
          await add(some.filter((_, index) => !wrong.has(index)));
        }
      };
      for (let from = 0; from < urns.length; from += AT_ONCE) await add(urns.slice(from, from + AT_ONCE));
      return tally;
    },
    // Contacts may be stopped even if a later request failed.
    onSettled: () => Promise.all([invalidate('suppression'), refresh()]),
  });
}

/** The lines that a refusal names by their place. */
function refusedLines(
  error: unknown,
  urns: readonly string[],
  texts: Texts,
): ReadonlyMap<number, Tally['refused'][number]> {
  const named = error instanceof Refusal && error.status === 400 ? error.body['urns'] : null;
  if (typeof named !== 'object' || named === null || Array.isArray(named)) return new Map();
  return new Map(
    Object.keys(named).flatMap((place) => {
      const urn = urns[Number(place)];
      return urn === undefined
        ? []
        : [[Number(place), { urn, why: problemAt(error, ['urns', place], texts) }] as const];
    }),
  );
}
