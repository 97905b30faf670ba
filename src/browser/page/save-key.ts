import { isRestOfPress } from './gesture.js';

/** Ctrl Enter presses the button of the form in which one is typing, where nothing else takes it. */
export function listenForSaveKey(): void {
  document.addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, isComposing, defaultPrevented, target } = event;
    if (key !== 'Enter' || !(ctrlKey || metaKey) || isComposing || defaultPrevented) return;
    const form = target instanceof Element ? target.closest('form') : null;
    const button = form && saveButton(form);
    if (!button) return;
    event.preventDefault();
    if (!isRestOfPress(event)) button.click();
  });
}

/** What is typed into a verdict is why one disputes; any other form has but one button to send it. */
function saveButton(form: HTMLFormElement): HTMLButtonElement | null {
  return (
    form.querySelector<HTMLButtonElement>('button[name="verdict"][value="dispute"]') ??
    form.querySelector<HTMLButtonElement>('button:not([type="button"])')
  );
}
