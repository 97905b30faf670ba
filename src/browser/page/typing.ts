/** Whether what has the focus takes keys as text or as a choice. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select'))
  );
}

/**
 * Whether somebody is at a form: what the server answers late to an earlier act leaves the keys there.
 */
export function isFormAtHand(): boolean {
  const isFocused = document.activeElement?.closest('form') != null;
  return isFocused || document.querySelector('.popover:not([hidden]) form') !== null;
}
