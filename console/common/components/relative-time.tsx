import { useFormats } from '../texts/index.ts';

/** How long ago something was; hovering shows the exact time in the workspace's zone. */
export function RelativeTime({ at }: { readonly at: string }) {
  const { ago, moment } = useFormats();
  return (
    <time dateTime={at} title={moment(at)}>
      {ago(at)}
    </time>
  );
}
