import { Badge, Container, KeyValuePairs } from '@cloudscape-design/components';
import { Link } from 'wouter';
import type { Contact } from '../../common/api/index.ts';
import { FailedScreen, Loading, NotFound, RelativeTime, Screen } from '../../common/components/index.ts';
import { addressOf, nameOf, pathOf } from '../../common/contacts/index.ts';
import { type Texts, textFor, useFormats, useTexts } from '../../common/texts/index.ts';
import { useContact } from './api.ts';
import { ContactActions } from './contact-actions.tsx';
import { Details } from './details.tsx';
import { Notes } from './notes.tsx';
import { Timeline } from './timeline-section.tsx';

type Place = NonNullable<Contact['carrier']>[number];

export default function ContactScreen({ uuid }: { readonly uuid: string }) {
  const texts = useTexts();
  const found = useContact(uuid);
  if (found.error && !found.data) return <FailedScreen error={found.error} retry={() => void found.refetch()} />;
  if (found.data === undefined) return <Loading />;
  if (found.data === null) return <NotFound />;
  const { contact } = found.data;
  return (
    <Screen
      title={<bdi>{nameOf(contact, texts)}</bdi>}
      description={<Who contact={contact} />}
      actions={<ContactActions contact={contact} />}
    >
      <ContactFacts contact={contact} />
      <Details read={found.data} />
      <Notes contact={contact} />
      <Timeline uuid={uuid} />
    </Screen>
  );
}

/** The number and the status in one line; the name is above it. */
function Who({ contact }: { readonly contact: Contact }) {
  const { contact: texts, folderHints } = useTexts();
  const status = contact.status ?? 'active';
  const folder = status === 'active' && contact.dormant_since ? 'dormant' : status;
  // Without a name the address is the title.
  const address = contact.name?.trim() ? addressOf(contact) : '';
  return (
    <>
      {address !== '' && <bdi>{address}</bdi>}{' '}
      <Badge color={status === 'active' ? 'green' : 'grey'}>{texts.standings[folder]}</Badge> {folderHints[folder]}
    </>
  );
}

function ContactFacts({ contact }: { readonly contact: Contact }) {
  const { words, contact: texts, contacts } = useTexts();
  const schemeOf = (urn: string) => textFor(texts.schemes, urn.slice(0, urn.indexOf(':'))) ?? urn.split(':')[0];
  const { moment } = useFormats();
  return (
    <Container>
      <KeyValuePairs
        columns={3}
        items={[
          {
            label: words.addresses,
            value:
              contact.urns.length === 0
                ? texts.none
                : contact.urns.map((urn) => {
                    const text = typeof urn === 'string' ? urn : `${urn.scheme}:${urn.path}`;
                    return (
                      <div key={text}>
                        <bdi>{pathOf(text)}</bdi> ({schemeOf(text)})
                      </div>
                    );
                  }),
          },
          {
            label: words.groups,
            value:
              contact.groups.length === 0
                ? texts.none
                : contact.groups.map(({ uuid, name }) => (
                    <div key={uuid}>
                      <Link href={`/groups/${uuid}`} dir="auto">
                        {name}
                      </Link>
                    </div>
                  )),
          },
          { label: contacts.created, value: moment(contact.created_on) },
          {
            label: contacts.lastSeen,
            value: contact.last_seen_on ? (
              <>
                <RelativeTime at={contact.last_seen_on} inDays /> ({moment(contact.last_seen_on)})
              </>
            ) : (
              contacts.never
            ),
          },
          ...(contact.carrier && contact.carrier.length > 0
            ? [{ label: texts.carrier, value: <CarrierOptOuts places={contact.carrier} /> }]
            : []),
          ...(contact.dormant_since ? [{ label: texts.dormantSince, value: moment(contact.dormant_since) }] : []),
        ]}
      />
    </Container>
  );
}

/** Each number on the carrier's opt-out lists, with the changes that the carrier still has to make. */
function CarrierOptOuts({ places }: { readonly places: readonly Place[] }) {
  const { contact: texts } = useTexts();
  const { moment } = useFormats();
  return places.map((place) => (
    <div key={`${place.opt_out_list} ${place.urn}`}>
      <bdi>{place.urn.replace(/^tel:/, '')}</bdi> (<bdi>{place.opt_out_list}</bdi>): {standingOf(place, texts)}
      {place.since !== null && `, ${moment(place.since)}`}
      {place.pending !== null && `; ${texts.pending[place.pending]}`}
      {place.next_try_on !== null && `, ${moment(place.next_try_on)}`}
      {place.problem !== null &&
        `: ${textFor(texts.carrierProblems, place.problem) ?? texts.carrierRefused({ code: place.problem })}`}
    </div>
  ));
}

function standingOf({ opted_out }: Place, texts: Texts['contact']): string {
  if (opted_out === null) return texts.atCarrier.unknown;
  return opted_out ? texts.atCarrier.optedOut : texts.atCarrier.notOptedOut;
}
