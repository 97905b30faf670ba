import { onEscape } from './escape.js';

/**
 * What opens over the page behind a button of its own (`details[data-dropdown]`) closes with Escape, which gives the
 * focus back to the button, when something else is pressed or has the focus, and once a way in it is taken.
 */
export function tendDropdowns(): void {
  const closeUnlessWithin = ({ target }: Event) => {
    const dropdown = openDropdown();
    if (dropdown && !(target instanceof Node && dropdown.contains(target))) dropdown.open = false;
  };
  document.addEventListener('pointerdown', closeUnlessWithin);
  document.addEventListener('focusin', closeUnlessWithin);
  document.addEventListener('click', ({ target }) => {
    const dropdown = openDropdown();
    const link = target instanceof Element ? target.closest('a') : null;
    if (dropdown && link && dropdown.contains(link)) dropdown.open = false;
  });
  onEscape(
    () => openDropdown() !== null,
    () => {
      const dropdown = openDropdown();
      if (dropdown) dropdown.open = false;
      dropdown?.querySelector('summary')?.focus();
    },
  );
}

function openDropdown(): HTMLDetailsElement | null {
  return document.querySelector<HTMLDetailsElement>('details[data-dropdown][open]');
}
