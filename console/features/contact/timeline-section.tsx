import { Box, Button, Icon, SegmentedControl } from '@cloudscape-design/components';
import { useState } from 'react';
import { Link } from 'wouter';
import { CONTACT, type Item, usePages } from '../../common/api/index.ts';
import { Problem, Section } from '../../common/components/index.ts';
import { describeEvent } from '../../common/contacts/index.ts';
import { optionsOf, textFor, useFormats, useTexts } from '../../common/texts/index.ts';
import { type Entry, timelineOf } from './timeline.ts';
import './timeline.css';

type Event = Item<'history'>;
type Message = Item<'messages'>;

const PAGE = '20';
type Filter = 'all' | 'message' | 'change';

/** What happened with a person: messages, and changes with what was before, who made them and in which job. */
export function Timeline({ uuid }: { readonly uuid: string }) {
  const { history: texts, shell } = useTexts();
  const [filter, setFilter] = useState<Filter>('all');
  const events = usePages('history', { queryKey: ['history', uuid], query: { contact: uuid } });
  const messages = usePages('messages', { queryKey: ['messages', uuid], query: { contact: uuid, limit: PAGE } });
  const failed = [events, messages].find(({ error }) => error !== null);
  const isRead = events.isSuccess && messages.isSuccess;
  const none = { items: [], hasMore: false };
  const entries = timelineOf<Event, Message>(
    filter === 'message' ? none : { items: events.items, hasMore: events.hasNextPage },
    filter === 'change' ? none : { items: messages.items, hasMore: messages.hasNextPage },
  );
  const more = [
    ...(filter !== 'message' && events.hasNextPage ? [events] : []),
    ...(filter !== 'change' && messages.hasNextPage ? [messages] : []),
  ];
  return (
    <Section
      title={texts.title}
      actions={
        <SegmentedControl
          label={texts.show}
          options={optionsOf(texts.filters).map(({ value, label }) => ({ id: value, text: label }))}
          selectedId={filter}
          onChange={({ detail }) => setFilter(detail.selectedId as Filter)}
        />
      }
    >
      {failed?.error && <Problem error={failed.error} retry={() => void failed.refetch()} />}
      {isRead && entries.length === 0 && more.length === 0 && <Box color="text-body-secondary">{texts.none}</Box>}
      <ol className="timeline">
        {entries.map((entry) => (
          <li key={entry.kind === 'message' ? entry.message.uuid : entry.event.uuid}>
            <TimelineEntry entry={entry} />
          </li>
        ))}
      </ol>
      {more.length > 0 && (
        <Button
          loading={more.some(({ isFetchingNextPage }) => isFetchingNextPage)}
          onClick={() => {
            for (const list of more) void list.fetchNextPage();
          }}
        >
          {shell.more}
        </Button>
      )}
    </Section>
  );
}

function TimelineEntry({ entry }: { readonly entry: Entry<Event, Message> }) {
  const texts = useTexts();
  const { moment } = useFormats();
  const { history } = texts;
  const isMessage = entry.kind === 'message';
  const when = <time dateTime={entry.at}>{moment(entry.at)}</time>;
  return (
    <>
      <Icon
        name={isMessage ? 'contact' : 'edit'}
        size="small"
        ariaLabel={isMessage ? history.kinds.message : history.kinds.change}
      />
      <div>
        <div dir="auto">
          {isMessage ? entry.message.text : describeEvent(entry.event, texts, CONTACT.events)}
          {!isMessage && entry.before !== null && (
            <span className="before">
              {' '}
              {history.before({ value: textFor(history.statuses, entry.before) ?? entry.before })}
            </span>
          )}
        </div>
        <Box color="text-body-secondary" fontSize="body-s">
          {when}
          {!isMessage && <By event={entry.event} />}
        </Box>
      </div>
    </>
  );
}

/** Who made a change, and in which job. */
function By({ event }: { readonly event: Event }) {
  const { history } = useTexts();
  return (
    <>
      {event._user && (
        <>
          {' · '}
          <bdi>{history.by({ name: event._user.name })}</bdi>
        </>
      )}
      {event._job && (
        <>
          {' · '}
          <Link href={`/jobs/${event._job}`}>{history.job}</Link>
        </>
      )}
    </>
  );
}
