/**
 * Enter in the claim of an annotation ends what is typed there and goes on to how the passage stands to it, where it
 * would save; on an empty field it saves as in every other. A suggestion that is pointed at is taken by the browser.
 */
export function goOnFromClaim(): void {
  let isEntered = false;
  document.addEventListener('keydown', ({ key, ctrlKey, metaKey, isComposing, target }) => {
    isEntered = key === 'Enter' && !ctrlKey && !metaKey && !isComposing && claimIn(target) !== null;
  });
  document.addEventListener('keyup', () => (isEntered = false));
  // Not the key itself is taken: a browser's own list of suggestions has to see it.
  const first = { capture: true };
  document.addEventListener('submit', (event) => isEntered && goOn(event), first);
}

function goOn(event: SubmitEvent): void {
  const claim = claimIn(document.activeElement);
  const stance = claim?.form?.elements.namedItem('stance');
  if (!claim?.value.trim() || !(stance instanceof HTMLElement)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  stance.focus();
}

function claimIn(target: EventTarget | null): HTMLInputElement | null {
  const isClaim = target instanceof HTMLInputElement && target.name === 'claim';
  return isClaim && target.form?.matches('[data-annotation-form]') ? target : null;
}
