import {
  colorBackgroundContainerContent,
  colorBackgroundDropdownItemHover,
  colorBackgroundLayoutMain,
  colorBackgroundNotificationRed,
  colorBorderDividerDefault,
  colorTextBodyDefault,
  colorTextBodySecondary,
  colorTextLinkDefault,
  colorTextNotificationDefault,
  colorTextStatusError,
} from '@cloudscape-design/design-tokens';

/** Cloudscape's colours under names for our style sheets. Its own names hold a hash that changes with each release. */
const NAMES = {
  '--bar-background': colorBackgroundLayoutMain,
  '--bar-text': colorTextBodyDefault,
  '--bar-line': colorBorderDividerDefault,
  '--quiet-text': colorTextBodySecondary,
  '--accent': colorTextLinkDefault,
  '--error': colorTextStatusError,
  '--danger-background': colorBackgroundNotificationRed,
  '--danger-text': colorTextNotificationDefault,
  '--raised-background': colorBackgroundContainerContent,
  '--marked-background': colorBackgroundDropdownItemHover,
};

/** Defines the names on the body, where Cloudscape defines its own, so that they follow light and dark. */
export function defineColors(): void {
  for (const [name, value] of Object.entries(NAMES)) document.body.style.setProperty(name, value);
}
