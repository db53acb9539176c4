import { HelpPanel, Link } from '@cloudscape-design/components';
import { useLocation } from 'wouter';
import { useNarrow } from '../common/components/index.ts';
import { optionsOf, useTexts } from '../common/texts/index.ts';
import './help.css';
import { TOPICS, topicOf } from './help-topics.ts';

/** What the screen is for in a few sentences, the guide that tells more, and the keys that save time. */
export default function Help() {
  const { help: texts } = useTexts();
  const [path] = useLocation();
  const topic = topicOf(path);
  // On a phone help hides the screen with its heading.
  const [Heading, Part] = useNarrow() ? (['h1', 'h2'] as const) : (['h2', 'h3'] as const);
  return (
    <HelpPanel
      header={<Heading>{texts.topics[topic].title}</Heading>}
      footer={
        <>
          <Part>{texts.more}</Part>
          <Link external href={`/guides/${TOPICS[topic]}.html`}>
            {texts.guides[TOPICS[topic]]}
          </Link>
        </>
      }
    >
      {texts.topics[topic].sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <Part>{texts.keys}</Part>
      <dl className="keys">
        {optionsOf(texts.shortcuts).map(({ value, label }) => (
          <div key={value}>
            <dt>
              <kbd>{value}</kbd>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </HelpPanel>
  );
}
