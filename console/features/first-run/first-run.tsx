import { Button, ExpandableSection, ProgressBar, SpaceBetween } from '@cloudscape-design/components';
import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { useInvalidate, useMutation, useRefresh, useSession } from '../../common/api/index.ts';
import { CommandLine, Problem, Screen, Section, useToaster } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import './first-run.css';
import { makeSample } from './make-sample.ts';
import { SAMPLE_KEY } from './use-is-first-run.ts';

interface Props {
  /** The form for what the workspace is called, and where it is. */
  readonly settings: ReactNode;
  /** The button that adds one contact by hand. */
  readonly add: ReactNode;
}

export default function FirstRun({ settings: form, add }: Props) {
  const { firstRun: texts, imports, session, settings, shell } = useTexts();
  const { me, may } = useSession();
  const [, navigate] = useLocation();
  if (!may('administer'))
    return (
      <Screen title={texts.title} description={texts.wait} actions={may('edit') && add}>
        <Section title={texts.yourRole}>
          {shell.saidOf({ name: session.roles[me.role], what: settings.roleHints[me.role] })}
        </Section>
      </Screen>
    );
  return (
    <Screen title={texts.title}>
      {form}
      <div className="ways">
        <Way title={texts.import} hint={texts.importHint}>
          <Button variant="primary" onClick={() => navigate('/imports/new')}>
            {imports.begin}
          </Button>
        </Way>
        <Way title={texts.invite} hint={texts.inviteHint}>
          <Button onClick={() => navigate('/settings/people')}>{settings.invite}</Button>
        </Way>
        <Way title={texts.sample} hint={texts.sampleHint}>
          <SampleButton />
        </Way>
      </div>
      <ExpandableSection headerText={texts.forProgrammers} headingTagOverride="h2">
        <Way title={texts.api} hint={texts.apiHint}>
          <CommandLine text={commandOf(location.origin, imports.yourToken)} />
          <a href="/api/v2/openapi.json" target="_blank" rel="noreferrer">
            {texts.document}
          </a>
        </Way>
      </ExpandableSection>
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

/** Makes the sample programme, and tells how to remove it. */
function SampleButton() {
  const { firstRun: texts } = useTexts();
  const { api } = useSession();
  const invalidate = useInvalidate();
  const refresh = useRefresh();
  const toaster = useToaster();
  const [share, setShare] = useState(0);
  const sample = useMutation({
    mutationKey: SAMPLE_KEY,
    mutationFn: () => makeSample(api, texts.names, setShare),
    async onSuccess() {
      toaster.show({ type: 'success', content: texts.made });
      await Promise.all([invalidate('fields', 'flows'), refresh()]);
    },
  });
  return (
    <SpaceBetween size="s">
      {sample.isPending && <ProgressBar value={100 * share} ariaLabel={texts.making} label={texts.making} />}
      {sample.error && <Problem error={sample.error} />}
      <Button loading={sample.isPending} onClick={() => sample.mutate()}>
        {texts.make}
      </Button>
    </SpaceBetween>
  );
}
