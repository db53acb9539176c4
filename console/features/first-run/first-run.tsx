import { Button } from '@cloudscape-design/components';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useSession } from '../../common/api/index.ts';
import { CommandLine, Screen, Section } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import { SampleButton } from './sample-button.tsx';
import './first-run.css';

export default function FirstRun() {
  const { firstRun: texts, imports } = useTexts();
  const { may } = useSession();
  const [, navigate] = useLocation();
  return (
    <Screen title={texts.title}>
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
    </Screen>
  );
}

interface WayProps {
  readonly title: string;
  readonly hint: string;
  readonly children: ReactNode;
}

const Way = ({ title, hint, children }: WayProps) => (
  <Section title={title}>
    <div>{hint}</div>
    {children}
  </Section>
);

const commandOf = (origin: string, token: string): string =>
  `curl ${origin}/api/v2/contacts.json -H 'Authorization: Token ${token}' -H 'Content-Type: application/json' -d '{"name": "Ann", "urns": ["tel:+250788123456"]}'`;
