import { guarded } from './storage.js';

/** Where something was done that the page is loaded anew for: by place among the children of each element from the main part on. */
interface ActPlace {
  path: string;
  steps: readonly number[];
}

const storageKey = 'whence.act-place';

/**
 * Begins where the last act was done by keys, if nothing else has the focus, so that the keys go on from there: where it stood, if
 * that loaded this very page anew, and at the heading of a page that it led to. Not on what can be pressed: a key that is still
 * held would press it.
 */
export function beginWhereActed(): void {
  let isByKeys = false;
  for (const kind of ['keydown', 'pointerdown'] as const)
    document.addEventListener(kind, () => (isByKeys = kind === 'keydown'), true);
  document.addEventListener('submit', (event) => {
    if (event.defaultPrevented || !isByKeys || !(event.target instanceof HTMLFormElement)) return;
    if (event.target.method !== 'post' || !document.documentElement.dataset.person) return;
    const kept: ActPlace = { path: location.pathname, steps: stepsTo(event.target) };
    guarded(() => sessionStorage.setItem(storageKey, JSON.stringify(kept)));
  });
  const kept = guarded(() => sessionStorage.getItem(storageKey));
  guarded(() => sessionStorage.removeItem(storageKey));
  const place = kept === null ? null : guarded(() => JSON.parse(kept) as ActPlace);
  const isTaken =
    document.activeElement !== document.body || document.querySelector('[autofocus]') !== null;
  if (!place || location.hash !== '' || isTaken) return;
  begin(place.path === location.pathname ? elementAt(place.steps) : whereItLedTo(place.path));
}

/** Behind a new edition what to do next is said above the text, where annotations lost their place. */
function whereItLedTo(from: string): HTMLElement | null {
  const lost = from.startsWith(`${location.pathname}/editions`) ? '[data-lost]' : null;
  const place = lost && document.querySelector<HTMLElement>(lost);
  return place ?? document.querySelector<HTMLElement>('#main h1');
}

function begin(element: HTMLElement | null): void {
  if (!element) return;
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus();
}

/** The steps to what holds a form. */
function stepsTo(form: HTMLFormElement): number[] {
  const steps: number[] = [];
  let at = form.parentElement;
  while (at && at.id !== 'main') {
    steps.unshift([...(at.parentElement?.children ?? [])].indexOf(at));
    at = at.parentElement;
  }
  return at ? steps : [];
}

/** What stands there now, or what would hold it; null where that is all of the page. */
function elementAt(steps: readonly number[]): HTMLElement | null {
  const main = document.querySelector<HTMLElement>('#main');
  let at = main;
  for (const step of steps) {
    const next = at?.children[step];
    if (!(next instanceof HTMLElement)) break;
    at = next;
  }
  return at === main ? null : at;
}
