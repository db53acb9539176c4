import { HelpPanel, Link } from '@cloudscape-design/components';
import { useLocation } from 'wouter';
import { optionsOf, useTexts } from '../common/texts/index.ts';
import './help.css';
import { TOPICS, topicOf } from './help-topics.ts';

/** What the screen is for in a few sentences, the guide that tells more, and the keys that save time. */
export default function Help() {
  const { help: texts } = useTexts();
  const [path] = useLocation();
  const topic = topicOf(path);
  return (
    <HelpPanel
      header={<h2>{texts.topics[topic].title}</h2>}
      footer={
        <>
          <h3>{texts.more}</h3>
          <Link external href={`/guides/${TOPICS[topic]}.html`}>
            {texts.guides[TOPICS[topic]]}
          </Link>
        </>
      }
    >
      {texts.topics[topic].sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <h3>{texts.keys}</h3>
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
