/** Goes to the first field or message with an error, which may be scrolled away. */
export const focusFirstError = (): void =>
  document.querySelector<HTMLElement>('#content :is([aria-invalid=true], [data-error])')?.focus();
