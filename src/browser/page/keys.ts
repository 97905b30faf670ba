import { commandKey, figureOn } from './command-key.js';
import { element } from './element.js';
import { flashBeside } from './flash.js';
import { isRestOfPress, isSecondTap, isTypedOn, mayBeginWord, mayBeTypedOn } from './gesture.js';
import { isTyping } from './typing.js';

/** A key that does something while nobody is typing. */
interface Shortcut {
  key: string;
  /** The keys that do it, where `key` stands for several. */
  pressed: readonly string[];
  /** What it does, as the list of keys says it. */
  words: string;
  run: (pressed: string) => void;
  /** Whether it decides on the active annotation, which must have been seen. */
  decides: boolean;
  /** Whether somebody may go on with words, as if it had opened the field for them. */
  mayBeTypedOn: boolean;
}

const shortcuts: Shortcut[] = [];

/** What works by itself, and is only listed. */
const listedOnly: readonly [string, string][] = [
  ['Enter', 'From a highlight to its card'],
  ['← →', 'From highlight to highlight'],
  ['Esc', 'Close what is open, or go back to the highlight'],
  ['Ctrl Enter', 'Save the form'],
];

/** Gives a key, or each of the keys `pressed`, something to do, with the words that the list of keys has for it. */
export function addShortcut(
  key: string,
  words: string,
  run: (pressed: string) => void,
  {
    decides = false,
    mayBeTypedOn = false,
    pressed = [key],
  }: Partial<Pick<Shortcut, 'decides' | 'mayBeTypedOn' | 'pressed'>> = {},
): void {
  shortcuts.push({ key, pressed, words, run, decides, mayBeTypedOn });
}

/** Listens for the keys. Single keys never act while typing, nor once they are switched off. */
export function listenForKeys(): void {
  addShortcut('?', 'Signs and keys', showKeys);
  document.addEventListener('click', openFromLink);
  window.addEventListener('keydown', pressNothingTypedOn, { capture: true });
  document.addEventListener('keydown', onKeyDown);
}

function onKeyDown(event: KeyboardEvent): void {
  if (!actsOn(event)) return;
  const typed = commandKey(event);
  const key = shortcutOf(typed) ? typed : (figureOn(event) ?? typed);
  const shortcut = shortcutOf(key);
  const goesOn = withheld !== null && withheld.key !== key;
  const isOn = isTypedOn(event, shortcut?.decides === false && !goesOn);
  if (isOn && dropWithheld()) tellTypedOn();
  if (!shortcut) return;
  event.preventDefault();
  if (isRestOfPress(event)) return;
  if (isOn) tellTypedOn();
  else if (shortcut.decides && isSecondTap(event)) return;
  else if (mayBeginWord(event)) withhold(key, shortcut);
  else act(key, shortcut);
}

function act(key: string, shortcut: Shortcut): void {
  shortcut.run(key);
  if (shortcut.mayBeTypedOn) mayBeTypedOn({ fieldComes: false });
}

/** How long it is waited whether a word goes on behind its first letter, in milliseconds. */
const nextLetterMs = 400;

/** A key that was pressed and acts unless it turns out to be the first letter of a word. */
let withheld: { key: string; shortcut: Shortcut; timer: number } | null = null;

function withhold(key: string, shortcut: Shortcut): void {
  const before = withheld;
  if (dropWithheld() && before) act(before.key, before.shortcut);
  const timer = window.setTimeout(() => {
    if (dropWithheld() && !isTyping(document.activeElement) && !isModal()) act(key, shortcut);
  }, nextLetterMs);
  withheld = { key, shortcut, timer };
}

/** Whether there was one. */
function dropWithheld(): boolean {
  if (withheld) window.clearTimeout(withheld.timer);
  const was = withheld !== null;
  withheld = null;
  return was;
}

function shortcutOf(key: string): Shortcut | undefined {
  return shortcuts.find(({ pressed }) => pressed.includes(key));
}

/** Says that the letters of a sentence, typed where no field is, did nothing that they are keys for. */
function tellTypedOn(): void {
  const undone = shortcuts.some(({ decides }) => decides)
    ? 'No verdict was given by the letters typed since.'
    : 'The letters typed since did nothing.';
  flashBeside(`${undone} To use a key, press Esc or wait two seconds first.`);
}

/** The space between two such words, and Enter behind them, press no button that has the focus. */
function pressNothingTypedOn(event: KeyboardEvent): void {
  const { key, target, ctrlKey, metaKey, altKey } = event;
  if ((key !== ' ' && key !== 'Enter') || ctrlKey || metaKey || altKey) return;
  if (!(target instanceof Element) || !target.matches('button, a, summary, mark')) return;
  if (isRestOfPress(event) || !isTypedOn(event, true)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  flashBeside(
    'Enter and Space press no button while a field is expected: press Esc or wait two seconds first.',
  );
}

function actsOn(event: KeyboardEvent): boolean {
  const { ctrlKey, metaKey, altKey, isComposing, defaultPrevented } = event;
  if (ctrlKey || metaKey || altKey || isComposing || defaultPrevented) return false;
  if (document.documentElement.dataset.shortcuts === 'off') return false;
  if (isSelecting()) return false;
  return !isTyping(event.target) && !isTyping(document.activeElement) && !isModal();
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

/** Lets the link to the page of signs and keys open them in a dialog. */
function openFromLink(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a[data-help]') : null;
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  showKeys();
}

/** The dialog that lists the keys that work here, with the signs as the page of both has them. */
function showKeys(): void {
  const rows = [
    ...shortcuts.map(({ key, words }): [string, string] => [key, words]),
    ...listedOnly,
  ].flatMap(([key, words]) => [
    element('dt', {}, element('kbd', {}, key)),
    element('dd', {}, words),
  ]);
  const off = document.documentElement.dataset.shortcuts === 'off';
  const signs = element('div', {});
  const dialog = element(
    'dialog',
    { class: 'keys', 'aria-labelledby': 'keys-title' },
    element('form', { method: 'dialog' }, element('button', { autofocus: true }, 'Close')),
    element('h2', { id: 'keys-title' }, 'Signs and keys'),
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
    signs,
  );
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  void fetchSigns(signs);
}

/** Where they can’t be had, the keys stand alone. */
async function fetchSigns(place: HTMLElement): Promise<void> {
  try {
    const text = await (await fetch('/help')).text();
    const page = new DOMParser().parseFromString(text, 'text/html');
    place.append(...page.querySelectorAll('[data-signs] > *'));
  } catch {
    place.remove();
  }
}
