import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useSession } from '../../common/api/session.ts';
import { CommandLine } from '../../common/components/command-line.tsx';
import { Section } from '../../common/components/section.tsx';
import { useTexts } from '../../common/texts/texts.tsx';
import { SampleButton } from './sample-button.tsx';
import './first-run.css';

/** What a workspace without anybody shows: the ways in which people come. */
export default function FirstRun() {
  const { firstRun: texts, imports } = useTexts();
  const { may } = useSession();
  const [, navigate] = useLocation();
  return (
    <SpaceBetween size="l">
      <Header variant="h1">{texts.title}</Header>
      <div className="ways">
        {may('administer') && (
          <>
            <Way title={texts.import} hint={texts.importHint}>
              <Button variant="primary" onClick={() => navigate('/imports/new')}>
                {imports.begin}
              </Button>
            </Way>
            <Way title={texts.sample} hint={texts.sampleHint}>
              <SampleButton />
            </Way>
          </>
        )}
        <Way title={texts.api} hint={texts.apiHint}>
          <CommandLine text={commandOf(location.origin, imports.yourToken)} />
          <a href="/api/v2/openapi.json" target="_blank" rel="noreferrer">
            {texts.document}
          </a>
        </Way>
      </div>
    </SpaceBetween>
  );
}

function Way({
  title,
  hint,
  children,
}: {
  readonly title: string;
  readonly hint: string;
  readonly children: ReactNode;
}) {
  return (
    <Section title={title}>
      <SpaceBetween size="s">
        <div>{hint}</div>
        {children}
      </SpaceBetween>
    </Section>
  );
}

const commandOf = (origin: string, token: string): string =>
  `curl ${origin}/api/v2/contacts.json -H 'Authorization: Token ${token}' -H 'Content-Type: application/json' -d '{"name": "Ann", "urns": ["tel:+250788123456"]}'`;
