import { guarded } from './storage.js';
import { isTyping } from './typing.js';

/*
 * A press of a key or a pointer is meant for what stood there when it began. Once that has given
 * way to something else, the rest of the same gesture does nothing: a key that is still down, the
 * second click of two.
 */

/** How long after a click another one in the same place belongs to it, in milliseconds. */
const clickPeriodMs = 400;

/** After such a pause nobody is in the middle of a sentence, not even who looks for each key; in milliseconds. */
const typingPauseMs = 2000;

/** A key whose release was lost, to another window for instance, counts as down no longer. */
const lostReleaseMs = 1000;

/** A hand that rests moves by less than this, in CSS pixels. */
const stillPx = 4;

/** Behind an act that its hand may take for the opening of a field, a word begins within this; in milliseconds. */
const wordBeginMs = 1000;

const storageKey = 'whence:gesture';

interface PointerPlace {
  x: number;
  y: number;
}

/** A click, or a change of what stands under the pointer, which is the click of nothing. */
interface Click extends PointerPlace {
  atMs: number;
  button: Element | null;
}

/** What one page tells the next. */
interface CarriedGesture {
  /** The address of the page that was left. */
  from: string;
  key: string | null;
  pointer: PointerPlace | null;
}

/** The key that was pressed last, while it is down: no other repeats. */
let down: { name: string; heardMs: number; at: EventTarget | null } | null = null;
const rests = new WeakSet<Event>();
let pointer: PointerPlace | null = null;
let lastClick: Click | null = null;
let lastKey = '';
let change = { atMs: Number.NEGATIVE_INFINITY, byKey: '' };
let lastOfRunMs = Number.NEGATIVE_INFINITY;
/** Whether what was pressed in a run may all have been meant as keys. */
let areKeys = false;
/** Whether what was pressed last brings a file: the page stays. */
let bringsFile = false;

/** Whether a key’s press is only the rest of an earlier one: it repeats, or was never released. */
export function isRestOfPress(event: KeyboardEvent): boolean {
  return event.repeat || rests.has(event);
}

/** Whether a key is pressed again before anybody can have seen what its first press brought. */
export function isSecondTap(event: KeyboardEvent): boolean {
  return nameOf(event) === change.byKey && event.timeStamp - change.atMs < clickPeriodMs;
}

/**
 * To be called when something has been done that its hand may take for the opening of a field, or that brings one:
 * where none comes, keys may follow.
 */
export function mayBeTypedOn({ fieldComes }: { fieldComes: boolean }): void {
  lastOfRunMs = performance.now();
  areKeys = !fieldComes;
}

/**
 * Whether a key goes on with what is typed where no field was opened: until there is one, a pause, a press of the
 * pointer, or a key that leads away. Where none comes, keys that decide nothing still act, until another was pressed.
 * They don't make it longer, nor do Space and Enter: one who wants to press something tries again.
 */
export function isTypedOn({ timeStamp, key }: KeyboardEvent, decidesNothing: boolean): boolean {
  if (timeStamp - lastOfRunMs >= typingPauseMs) return false;
  areKeys &&= decidesNothing;
  if (!areKeys && key !== ' ' && key !== 'Enter') lastOfRunMs = timeStamp;
  return !areKeys;
}

/** Whether a key that acts may be the beginning of a word instead: the next one tells. */
export function mayBeginWord({ timeStamp }: KeyboardEvent): boolean {
  return areKeys && timeStamp - lastOfRunMs < wordBeginMs;
}

function endRun(): void {
  lastOfRunMs = Number.NEGATIVE_INFINITY;
}

/** To be called when something else has come to stand under the same keys and buttons. */
export function noteNewUnderPointer(): void {
  const atMs = performance.now();
  change = { atMs, byKey: lastKey };
  lastClick = pointer && { ...pointer, atMs, button: null };
}

/** Watches every press of this page, and takes over what was down when the last one was left. */
export function watchGestures(): void {
  takeOver();
  const first = { capture: true };
  window.addEventListener('keydown', onKeyDown, first);
  window.addEventListener('keyup', (event) => isDown(event) && release(), first);
  window.addEventListener('blur', release);
  window.addEventListener('pointermove', onMove, first);
  window.addEventListener('pointerdown', onMove, first);
  window.addEventListener('pointerdown', endRun, first);
  window.addEventListener('focusin', ({ target }) => isTyping(target) && endRun(), first);
  window.addEventListener('mousedown', onMouseDown, first);
  window.addEventListener('input', onInput, first);
  window.addEventListener('click', onClick, first);
  // The page that comes may have a field, as that of the search has.
  window.addEventListener('beforeunload', () => bringsFile || mayBeTypedOn({ fieldComes: true }));
  window.addEventListener('pagehide', handOver);
  window.addEventListener('pageshow', ({ persisted }) => persisted && noteNewUnderPointer());
}

function onKeyDown(event: KeyboardEvent): void {
  const isRest = event.repeat || isDown(event);
  const at = isRest && down ? down.at : event.target;
  if (isRest) rests.add(event);
  else endClick();
  if (endsRun(event)) endRun();
  lastKey = nameOf(event);
  // On a Mac no key is released for the page while Command is down.
  down = event.metaKey ? null : { name: lastKey, heardMs: event.timeStamp, at };
  if (isRest && (pressesWithEnter(event) || typesElsewhere(event, at))) event.preventDefault();
}

/** Whether a key leads away from what one types. */
function endsRun({ key }: KeyboardEvent): boolean {
  return key === 'Escape' || key === 'Tab' || key.startsWith('Arrow');
}

/** A key that opened a field is not typed into it for as long as it is held. */
function typesElsewhere({ key, target }: KeyboardEvent, at: EventTarget | null): boolean {
  return [...key].length === 1 && target !== at && isTyping(target);
}

function isDown(event: KeyboardEvent): boolean {
  return nameOf(event) === keyDownAt(event.timeStamp);
}

function keyDownAt(atMs: number): string | null {
  return down && atMs - down.heardMs < lostReleaseMs ? down.name : null;
}

function release(): void {
  down = null;
}

/** Enter presses a button for as long as it is held, from a field that of its form. */
function pressesWithEnter({ key, target }: KeyboardEvent): boolean {
  return (
    key === 'Enter' &&
    target instanceof Element &&
    target.matches('button, a, summary, input, select')
  );
}

function onMove({ clientX: x, clientY: y }: PointerEvent): void {
  pointer = { x, y };
  if (lastClick && !isStill(lastClick, pointer)) endClick();
}

/** The second click of two takes the keys from no field that the first has opened. */
function onMouseDown(event: MouseEvent): void {
  const field = document.activeElement;
  if (!isTyping(field) || (event.target instanceof Node && field?.contains(event.target))) return;
  if (isInTime(lastClick, { x: event.clientX, y: event.clientY }, event.timeStamp)) {
    event.preventDefault();
  }
}

/** What is filled in, by a browser that knows a password for instance, comes of no key that the last page left down. */
function onInput(): void {
  endClick();
  if (down?.at === null) release();
}

function onClick(event: MouseEvent): void {
  bringsFile = event.target instanceof Element && event.target.closest('a[data-export]') !== null;
  // Keys and scripts press without a place.
  if (!event.isTrusted || event.detail === 0 || !(event.target instanceof Element)) return;
  const place = { x: event.clientX, y: event.clientY };
  const button = event.target.closest('button, a[href], summary');
  const isRest = isRestOfClick(place, event.timeStamp, button);
  if (isRest) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
  const meant = isRest && lastClick ? lastClick.button : button;
  lastClick = { ...place, atMs: event.timeStamp, button: meant };
}

function isRestOfClick(place: PointerPlace, atMs: number, button: Element | null): boolean {
  if (!lastClick || !button || !isInTime(lastClick, place, atMs)) return false;
  return button !== lastClick.button || beginsWork(button);
}

/** Whether a press comes where and when it belongs to the click before. */
function isInTime(click: Click | null, place: PointerPlace, atMs: number): boolean {
  return click !== null && isStill(click, place) && atMs - click.atMs < clickPeriodMs;
}

/** Whether it sends a form, or has a file made. */
function beginsWork(button: Element): boolean {
  if (button.matches('a[data-export]')) return true;
  return button instanceof HTMLButtonElement && button.type === 'submit' && button.form !== null;
}

function endClick(): void {
  lastClick = null;
}

function isStill(one: PointerPlace, other: PointerPlace): boolean {
  return Math.hypot(one.x - other.x, one.y - other.y) <= stillPx;
}

/** By the key's place: what it types may change while it is down. */
function nameOf({ code, key }: KeyboardEvent): string {
  return code || key;
}

function handOver(): void {
  const atMs = performance.now();
  const isClicking = lastClick !== null && atMs - lastClick.atMs < clickPeriodMs;
  const carried: CarriedGesture = {
    from: addressOf(location.href),
    key: keyDownAt(atMs),
    pointer: isClicking ? pointer : null,
  };
  guarded(() => sessionStorage.setItem(storageKey, JSON.stringify(carried)));
}

function takeOver(): void {
  const kept = guarded(() => sessionStorage.getItem(storageKey));
  const carried = kept ? guarded(() => JSON.parse(kept) as CarriedGesture) : null;
  if (!carried) return;
  guarded(() => sessionStorage.removeItem(storageKey));
  if (isOfEarlierPage(carried)) return;
  lastKey = carried.key ?? '';
  if (carried.key) down = { name: carried.key, heardMs: performance.now(), at: null };
  pointer = carried.pointer;
  noteNewUnderPointer();
}

/** Whether a page lay between whose script had not come yet when it was left: what was pressed there is not known. */
function isOfEarlierPage({ from }: CarriedGesture): boolean {
  const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const before = addressOf(document.referrer);
  const isAgain = visit?.type === 'reload' || visit?.type === 'back_forward';
  return !isAgain && before !== '' && before !== from;
}

/** Without the part of the page. */
function addressOf(href: string): string {
  return href.replace(/#.*$/u, '');
}
