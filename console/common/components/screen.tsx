import { Header, SpaceBetween } from '@cloudscape-design/components';
import type { ReactNode } from 'react';

interface Props {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A screen with its heading, and its parts below each other. */
export function Screen({ title, description, actions, children }: Props) {
  return (
    <SpaceBetween size="l">
      <Header variant="h1" description={description} actions={actions}>
        {title}
      </Header>
      {children}
    </SpaceBetween>
  );
}
