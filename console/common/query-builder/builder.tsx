import { useState } from 'react';
import { parseQuery, type QueryEnv } from '../../../shared/query/query.ts';
import { useFields, useGroups } from '../api/index.ts';
import { useTexts } from '../texts/index.ts';
import './builder.css';
import { GroupRows } from './group-rows.tsx';
import { type BuiltGroup, builtOf, NOTHING, textOf } from './model.ts';
import { propertiesOf } from './properties.ts';

interface Props {
  /** The query as it stands in the box. */
  readonly text: string;
  readonly env: QueryEnv;
  readonly onChange: (text: string) => void;
}

/** A search of lists: field, comparison and value, in groups. It and the query in the box follow each other. */
export default function Builder({ text, env, onChange }: Props) {
  const texts = useTexts();
  const fields = useFields().data ?? [];
  const groups = useGroups().data ?? [];
  const [built, setBuilt] = useState<BuiltGroup>(() => read(text, env) ?? NOTHING);
  const [said, setSaid] = useState(text);
  // Somebody has typed: the rows follow as soon as the query can be read.
  if (text !== said) {
    const typed = read(text, env);
    setSaid(text);
    if (typed !== null && textOf(typed) !== textOf(built)) setBuilt(typed);
  }
  const change = (next: BuiltGroup) => {
    const query = textOf(next);
    setBuilt(next);
    setSaid(query);
    if (query !== said) onChange(query);
  };
  const isRead = text.trim() === '' || parseQuery(text, env).ok;
  return (
    <section className="builder" aria-label={texts.builder.title}>
      {!isRead && <p role="status">{texts.builder.unread}</p>}
      <GroupRows
        group={built}
        properties={propertiesOf(fields, texts)}
        groups={groups}
        onChange={(next) => change(next ?? NOTHING)}
      />
    </section>
  );
}

function read(text: string, env: QueryEnv): BuiltGroup | null {
  if (text.trim() === '') return NOTHING;
  const found = parseQuery(text, env);
  return found.ok ? builtOf(found.query) : null;
}
