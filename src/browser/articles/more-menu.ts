import { copied } from '../page/copy.js';
import { onEscape } from '../page/escape.js';
import { flash } from '../page/flash.js';

/** The menus behind three dots, a card's and the article's: one is open at a time, until something else is pressed. */
export function tendMoreMenus(): void {
  document.addEventListener('pointerdown', ({ target }) => {
    const menu = openMenu();
    if (menu && !(target instanceof Node && menu.contains(target))) show(menu, false);
  });
  onEscape(
    () => openMenu() !== null,
    () => close(openMenu()),
  );
  document.addEventListener('click', (event) => {
    const pressed = event.target instanceof Element ? event.target.closest('a, button') : null;
    const menu = pressed?.closest<HTMLElement>('.more-menu');
    if (!pressed || !menu) return;
    if (pressed.matches('[data-menu]')) return toggle(menu);
    close(menu);
    if (!(pressed instanceof HTMLAnchorElement) || !pressed.matches('[data-copy-link]')) return;
    event.preventDefault();
    void copyLink(pressed.href);
  });
}

function openMenu(): HTMLElement | null {
  return document.querySelector<HTMLElement>('.more-menu.open');
}

function toggle(menu: HTMLElement): void {
  const wasOpen = menu.classList.contains('open');
  const other = openMenu();
  if (other) show(other, false);
  show(menu, !wasOpen);
}

function show(menu: HTMLElement, isOpen: boolean): void {
  menu.classList.toggle('open', isOpen);
  menu.querySelector('[data-menu]')?.setAttribute('aria-expanded', String(isOpen));
}

/** What was open gives the focus back to its button, unless what was chosen there has taken it. */
function close(menu: HTMLElement | null): void {
  if (!menu) return;
  const { activeElement, body } = document;
  show(menu, false);
  if (activeElement !== body && !menu.contains(activeElement)) return;
  menu.querySelector<HTMLElement>('[data-menu]')?.focus();
}

async function copyLink(address: string): Promise<void> {
  if (await copied(address)) return flash('The link is copied.');
  history.replaceState(history.state, '', address);
  flash('The link stands in the address bar now: copy it there.');
}
