import { Button, ButtonDropdown } from '@cloudscape-design/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { parseQuery, type QueryEnv } from '../../../shared/query/query.ts';
import { type Answer, type Field, useSession } from '../../common/api/index.ts';
import { type ContactView, searchParams } from '../../common/contacts/index.ts';
import { type FirstTexts, type Formats, useFirstTexts, useFormats, useLanguage } from '../../common/texts/index.ts';
import type { ContactList } from './use-contact-list.ts';

type Facet = Answer<'facets'>['facets'][number];
type Value = Facet['values'][number];

interface Props {
  readonly view: ContactView;
  readonly env: QueryEnv;
  readonly list: ContactList;
  readonly fields: readonly Field[];
  readonly onSearch: (query: string) => void;
}

/** Fields in the bar, featured ones first. */
const FIELDS = 6;

/** What the contacts of a view have in common; a click narrows it. Without a snapshot it is counted when asked. */
export function Facets({ view, env, list, fields, onSearch }: Props) {
  const texts = useFirstTexts();
  const [isAsked, setAsked] = useState(false);
  const facets = useFacets(view, fields, (list.isFast || isAsked) && list.error === null && !list.isOld);
  if (!list.isFast && !isAsked)
    return (
      <Button variant="inline-link" onClick={() => setAsked(true)}>
        {texts.contacts.narrow}
      </Button>
    );
  return (
    <div className="facets">
      {facets.map((facet) => (
        <FacetMenu
          key={facet.key}
          facet={facet}
          fields={fields}
          onNarrow={(query) => onSearch(joined(view.query, query, env))}
        />
      ))}
    </div>
  );
}

interface MenuProps {
  readonly facet: Facet;
  readonly fields: readonly Field[];
  readonly onNarrow: (query: string) => void;
}

function FacetMenu({ facet, fields, onNarrow }: MenuProps) {
  const texts = useFirstTexts();
  const formats = useFormats();
  const { language } = useLanguage();
  return (
    <ButtonDropdown
      items={facet.values.map((value) => ({
        id: value.query,
        text: labelOf(facet.key, value, { texts, formats, language }),
        labelTag: formats.number(value.count),
      }))}
      onItemClick={({ detail }) => onNarrow(detail.id)}
    >
      {nameOfFacet(facet.key, fields, texts)}
    </ButtonDropdown>
  );
}

/** Facets by which a view can be narrowed: those with several values. */
function useFacets(view: ContactView, fields: readonly Field[], isWanted: boolean): readonly Facet[] {
  const { api } = useSession();
  const counted = fields.filter(({ type }) => type !== 'datetime').slice(0, FIELDS);
  const by = ['group', 'language', 'last_seen_on', ...counted.map(({ key }) => `fields.${key}`)].join(',');
  const params = searchParams(view);
  const { data } = useQuery({
    queryKey: ['contacts', 'facets', params, by],
    queryFn: () => api.get('facets', { ...params, by }),
    enabled: isWanted,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return (data?.facets ?? []).filter(({ values }) => values.length > 1);
}

/** Both queries; OR binds less than AND. */
function joined(query: string, more: string, env: QueryEnv): string {
  if (query === '') return more;
  const read = parseQuery(query, env);
  const isEither = read.ok && read.query.root.kind === 'combination' && read.query.root.operator === 'OR';
  return `${isEither ? `(${query})` : query} AND ${more}`;
}

function nameOfFacet(key: string, fields: readonly Field[], { words, contacts }: FirstTexts): string {
  if (key === 'group') return words.groups;
  if (key === 'language') return contacts.facets.language;
  if (key === 'last_seen_on') return contacts.lastSeen;
  return fields.find((field) => `fields.${field.key}` === key)?.name ?? key;
}

interface Words {
  readonly texts: FirstTexts;
  readonly formats: Formats;
  readonly language: string;
}

function labelOf(key: string, { value, name }: Value, { texts, formats, language }: Words): string {
  if (value === null) return key === 'last_seen_on' ? texts.contacts.never : texts.contacts.facets.none;
  if (key === 'language') return new Intl.DisplayNames(language, { type: 'language' }).of(value) ?? value;
  if (key !== 'last_seen_on') return name ?? value;
  const month = value.replace('before ', '');
  return month === value ? formats.month(month) : texts.contacts.facets.before({ month: formats.month(month) });
}
