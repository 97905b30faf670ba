import { copied } from '../page/copy.js';
import { onEscape } from '../page/escape.js';
import { flash } from '../page/flash.js';

/** The menus behind the three dots of the cards: one is open at a time, until something else is pressed. */
export function tendCardMenus(): void {
  const open = () => document.querySelector<HTMLDetailsElement>('.card-menu[open]');
  document.addEventListener('pointerdown', ({ target }) => {
    const menu = open();
    if (menu && !(target instanceof Node && menu.contains(target))) menu.open = false;
  });
  onEscape(
    () => open() !== null,
    () => {
      const menu = open();
      if (menu) menu.open = false;
      menu?.querySelector('summary')?.focus();
    },
  );
  document.addEventListener('click', (event) => {
    const { target } = event;
    const item = target instanceof Element ? target.closest('.card-menu :is(a, button)') : null;
    const menu = item?.closest<HTMLDetailsElement>('.card-menu');
    if (!item || !menu) return;
    menu.open = false;
    if (!(item instanceof HTMLAnchorElement) || !item.matches('[data-copy-link]')) return;
    event.preventDefault();
    menu.querySelector('summary')?.focus();
    void copyLink(item.href);
  });
}

async function copyLink(address: string): Promise<void> {
  if (await copied(address)) return flash('The link is copied.');
  history.replaceState(null, '', address);
  flash('The link stands in the address bar now: copy it there.');
}
