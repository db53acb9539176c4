import { useFormats } from '../texts/index.ts';

interface Props {
  readonly at: string;
  /** Says days instead of months and years, where dormancy matters. */
  readonly inDays?: boolean;
}

/** How long ago something was; hovering shows the exact time in the workspace's zone. */
export function RelativeTime({ at, inDays = false }: Props) {
  const { ago, daysAgo, moment } = useFormats();
  return (
    <time dateTime={at} title={moment(at)}>
      {inDays ? daysAgo(at) : ago(at)}
    </time>
  );
}
