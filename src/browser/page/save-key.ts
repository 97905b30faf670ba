import { isRestOfPress } from './gesture.js';

/** Ctrl Enter presses the button of the form in which one is typing, where nothing else takes it. */
export function listenForSaveKey(): void {
  document.addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, isComposing, defaultPrevented, target } = event;
    if (key !== 'Enter' || !(ctrlKey || metaKey) || isComposing || defaultPrevented) return;
    if (!(target instanceof Element)) return;
    const form = target.closest('form');
    const button = form && saveButton(form, target);
    if (!button) return;
    event.preventDefault();
    if (!isRestOfPress(event)) button.click();
  });
}

const sending = 'button:not([type="button"])';

/**
 * What is typed into a verdict is why one disputes; what stands in a part that opens is for the button there, if it
 * has one. Else it is what Enter presses, too.
 */
function saveButton(form: HTMLFormElement, field: Element): HTMLButtonElement | null {
  const part = field.closest('form details');
  return (
    form.querySelector<HTMLButtonElement>('button[name="verdict"][value="dispute"]') ??
    part?.querySelector<HTMLButtonElement>(sending) ??
    form.querySelector<HTMLButtonElement>(sending)
  );
}
