import { Box, Button } from '@cloudscape-design/components';
import { Component, type ReactNode, useEffect, useState } from 'react';
import { useReach } from '../common/api/index.ts';
import { SpokenAlert } from '../common/components/index.ts';
import { useFirstTexts } from '../common/texts/index.ts';

interface Props {
  /** The address; a change of it shows the children again. */
  readonly at: string;
  readonly children: ReactNode;
}

/** Keeps the page when a screen's script cannot be fetched (no connection, or a newer version has replaced it). */
export class ErrorBoundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidUpdate({ at }: Props) {
    if (this.state.failed && at !== this.props.at) this.setState({ failed: false });
  }

  override render() {
    return this.state.failed ? <Broken /> : this.props.children;
  }
}

/** Loads the page again by itself when the connection is back. */
function Broken() {
  const { shell } = useFirstTexts();
  const reach = useReach();
  const [wasReached] = useState(reach === 'reached');
  useEffect(() => {
    if (!wasReached && reach === 'reached') location.reload();
  }, [wasReached, reach]);
  return (
    <Box padding="l">
      <Box variant="h1">{shell.failed}</Box>
      <SpokenAlert action={<Button onClick={() => location.reload()}>{shell.reload}</Button>}>
        {shell.broken}
      </SpokenAlert>
    </Box>
  );
}
