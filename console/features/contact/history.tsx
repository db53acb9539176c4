import { Box } from '@cloudscape-design/components';
import { Link } from 'wouter';
import { CONTACT, usePages } from '../../common/api/index.ts';
import { MoreButton, Problem, Section } from '../../common/components/index.ts';
import { describeEvent } from '../../common/contacts/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';

export function History({ uuid }: { readonly uuid: string }) {
  const texts = useTexts();
  const { moment } = useFormats();
  const list = usePages('history', { queryKey: ['history', uuid], query: { contact: uuid } });
  return (
    <Section title={texts.history.title}>
      {list.error && <Problem error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && list.items.length === 0 && <Box color="text-body-secondary">{texts.history.none}</Box>}
      {list.items.map((event) => (
        <div key={event.uuid}>
          <div dir="auto">{describeEvent(event, texts, CONTACT.events)}</div>
          <Box color="text-body-secondary" fontSize="body-s">
            <time dateTime={event.created_on}>{moment(event.created_on)}</time>
            {event._user && (
              <>
                {' · '}
                <bdi>{texts.history.by(event._user.name)}</bdi>
              </>
            )}
            {event._job && (
              <>
                {' · '}
                <Link href={`/jobs/${event._job}`}>{texts.history.job}</Link>
              </>
            )}
          </Box>
        </div>
      ))}
      <MoreButton list={list} />
    </Section>
  );
}
