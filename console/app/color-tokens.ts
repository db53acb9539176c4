import {
  colorBackgroundContainerContent,
  colorBackgroundDropdownItemHover,
  colorBackgroundLayoutMain,
  colorBorderDividerDefault,
  colorTextBodyDefault,
  colorTextBodySecondary,
  colorTextLinkDefault,
  colorTextStatusError,
} from '@cloudscape-design/design-tokens';

/** Our own style sheets take Cloudscape's colours by these names: a copied hash would break silently with the next release. */
const NAMES = {
  '--bar-background': colorBackgroundLayoutMain,
  '--bar-text': colorTextBodyDefault,
  '--bar-line': colorBorderDividerDefault,
  '--quiet-text': colorTextBodySecondary,
  '--accent': colorTextLinkDefault,
  '--error': colorTextStatusError,
  '--raised-background': colorBackgroundContainerContent,
  '--marked-background': colorBackgroundDropdownItemHover,
};

/** Sets them on the body, where Cloudscape's own are, so that they follow light and dark. */
export function defineColors(): void {
  for (const [name, value] of Object.entries(NAMES)) document.body.style.setProperty(name, value);
}
