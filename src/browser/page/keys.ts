import { commandKey } from './command-key.js';
import { element } from './element.js';
import { isRestOfPress, isSecondTap } from './gesture.js';

/** A key that does something while nobody is typing. */
interface Shortcut {
  key: string;
  /** What it does, as the list of keys says it. */
  words: string;
  run: () => void;
  /** Whether it decides on the active annotation, which must have been seen. */
  decides: boolean;
}

const shortcuts: Shortcut[] = [];

/** What works by itself, and is only listed. */
const listedOnly: readonly [string, string][] = [
  ['Enter', 'From a highlight to its card'],
  ['← →', 'From highlight to highlight'],
  ['Esc', 'Close what is open, or go back to the highlight'],
  ['Ctrl Enter', 'Save the form'],
];

export function addShortcut(
  key: string,
  words: string,
  run: () => void,
  { decides = false } = {},
): void {
  shortcuts.push({ key, words, run, decides });
}

/** Listens for the keys. Single keys never act while typing, nor once they are switched off. */
export function listenForKeys(): void {
  addShortcut('?', 'List the keys', showKeys);
  document.addEventListener('keydown', (event) => {
    const pressed = commandKey(event);
    const shortcut = shortcuts.find(({ key }) => key === pressed);
    if (!shortcut || !actsOn(event)) return;
    event.preventDefault();
    if (isRestOfPress(event) || (shortcut.decides && isSecondTap(event))) return;
    shortcut.run();
  });
}

function actsOn(event: KeyboardEvent): boolean {
  const { ctrlKey, metaKey, altKey, isComposing, defaultPrevented } = event;
  if (ctrlKey || metaKey || altKey || isComposing || defaultPrevented) return false;
  if (document.documentElement.dataset.shortcuts === 'off') return false;
  if (isSelecting()) return false;
  return !isTyping(event.target) && !isTyping(document.activeElement) && !isModal();
}

/** Whether what has the focus takes keys as text or as a choice. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select'))
  );
}

/** Whether words of the article are selected: what is typed then is meant for them. */
function isSelecting(): boolean {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed) return false;
  return selection.anchorNode?.parentElement?.closest('[data-edition-text]') != null;
}

function isModal(): boolean {
  return document.querySelector('dialog[open]') !== null;
}

/** The dialog that lists the keys. */
function showKeys(): void {
  const rows = [
    ...shortcuts.map(({ key, words }): [string, string] => [key, words]),
    ...listedOnly,
  ].flatMap(([key, words]) => [
    element('dt', {}, element('kbd', {}, key)),
    element('dd', {}, words),
  ]);
  const off = document.documentElement.dataset.shortcuts === 'off';
  const dialog = element(
    'dialog',
    { class: 'keys', 'aria-labelledby': 'keys-title' },
    element('h2', { id: 'keys-title' }, 'Keys'),
    element('dl', {}, ...rows),
    element(
      'p',
      { class: 'hint' },
      off ? 'Single keys are switched off; ' : 'Single keys can be switched off ',
      element(
        'a',
        { href: '/account' },
        off ? 'switch them on in your account' : 'in your account',
      ),
      '.',
    ),
    element('form', { method: 'dialog' }, element('button', { autofocus: true }, 'Close')),
  );
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
