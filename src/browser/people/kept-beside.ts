import { guarded } from '../page/storage.js';
import { personField } from './shown-to.js';

/*
 * A form that is sent loads the page anew. What was chosen or typed in its other forms is kept meanwhile, in this tab
 * and for whoever typed it, and is in these forms again on the next page that has them, until they are sent themselves
 * and taken.
 */

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** A field, and which of its name it is. */
type NumberedField = readonly [Field, number];

/** A field that was changed: its name, which of that name it is, what it was when it was first changed, and is. */
type Changed = [name: string, at: number, was: string, is: string];

/** By the form, what was changed in it, and the tag of what its author saw. */
type KeptForms = Record<string, KeptForm>;

interface KeptForm {
  seen: string | null;
  changed: Changed[];
  /** It is on its way: only where its answer is that it could not be taken it is kept on. */
  isSent: boolean;
}

// Annotations and verdicts are kept as drafts; a form whose words a browser is not to keep is not kept here either.
const keptForms =
  'form[method="post"]:not([autocomplete="off"], [data-annotation-form], [data-verdict-form], [data-draft-of])';
const untyped =
  '[type="hidden"], [type="file"], [type="submit"], [type="button"], [type="password"]';

/** Gives back what was kept, and keeps what is changed in other forms while one is sent. */
export function keepBesideForms(): void {
  giveBackKept();
  // Behind what holds a form where there is no connection.
  window.addEventListener('submit', (event) => {
    const { target } = event;
    if (!(target instanceof HTMLFormElement)) return;
    // Whoever sends it otherwise has said so by then, and the page stays.
    queueMicrotask(() => {
      if (!event.defaultPrevented) keep(target);
    });
  });
  // What was given back is left as it stands then: another time the old words would be there again.
  window.addEventListener('pagehide', () => keep(null, (before) => before?.isSent === false));
}

/** Keeps what is changed in the forms of the page, in whose place a script is about to put another. */
export function keepTyped(): void {
  keep(null);
}

/** Loads the page anew, for what others changed, and keeps what is changed in its forms. */
export function loadAnew(): void {
  keepTyped();
  location.reload();
}

/** Gives back what was kept of the forms that are on the page now. */
export function giveBackKept(): void {
  const key = storageKey();
  if (key === null) return;
  const kept = read(key);
  const forms = formsHere();
  for (const [name, before] of Object.entries(kept)) {
    const form = forms.get(name);
    if (before.isSent) delete kept[name];
    else if (form) giveBack(form, before);
    // The page has what could not be taken, and what its author has seen by now.
    if (before.isSent && form && isRefused(form, before))
      kept[name] = { ...before, seen: seenBy(form)?.value ?? null, isSent: false };
  }
  write(key, kept);
}

function isRefused(form: HTMLFormElement, { changed }: KeptForm): boolean {
  const fields = fieldsOf(form);
  return (
    document.querySelector('.refused[role="alert"]') !== null &&
    changed.every(([name, at, , is]) =>
      fields.some(([field, n]) => field.name === name && n === at && heldBy(field, true) === is),
    )
  );
}

/** Where what is kept stands, for whoever the page is for; null where that is nobody. */
function storageKey(): string | null {
  const { person = '' } = document.documentElement.dataset;
  return person === '' ? null : `whence:typed:${person}:beside`;
}

function read(key: string): KeptForms {
  return guarded(() => JSON.parse(sessionStorage.getItem(key) ?? '{}')) ?? {};
}

function write(key: string, kept: KeptForms): void {
  guarded(() => {
    if (Object.keys(kept).length === 0) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(kept));
  });
}

/** Keeps what is changed in each form that is meant, by what is kept of it already; one of them may be sent. */
function keep(
  sent: HTMLFormElement | null,
  isMeant = (_before: KeptForm | undefined) => true,
): void {
  const key = storageKey();
  if (key === null) return;
  const kept = read(key);
  for (const [name, form] of formsHere()) {
    const before = kept[name];
    if (!isMeant(before)) continue;
    const changed = fieldsOf(form).flatMap((field) => changedIn(field, before));
    const seen = before?.seen ?? seenBy(form)?.value ?? null;
    if (changed.length === 0) delete kept[name];
    else kept[name] = { seen, changed, isSent: form === sent };
  }
  write(key, kept);
}

/** The forms of the page by what they are sent to and what they are about; of alike ones the first. */
function formsHere(): Map<string, HTMLFormElement> {
  const forms = [...document.querySelectorAll<HTMLFormElement>(keptForms)].toReversed();
  return new Map(forms.map((form) => [nameOf(form), form]));
}

function nameOf(form: HTMLFormElement): string {
  const about = [...form.querySelectorAll<HTMLInputElement>('[type="hidden"]')]
    .filter(({ name }) => !['key', 'seen', 'back', personField].includes(name))
    .map(({ name, value }) => `${name}=${value}`);
  return [form.getAttribute('action'), ...about].join(' ');
}

function fieldsOf(form: HTMLFormElement): NumberedField[] {
  const counts = new Map<string, number>();
  const fields = [...form.elements].filter((field) => field.matches('input, select, textarea'));
  return (fields as Field[])
    .filter((field) => field.name !== '' && !field.matches(untyped))
    .map((field) => {
      const at = counts.get(field.name) ?? 0;
      counts.set(field.name, at + 1);
      return [field, at] as const;
    });
}

/** What its author has seen of a field stays as it was `before`: the page may show by now what others made of it. */
function changedIn(field: NumberedField, before: KeptForm | undefined): Changed[] {
  const [came, is] = [heldBy(field[0], true), heldBy(field[0], false)];
  const was = (before && changeOf(field, before)?.[2]) ?? came;
  return is === came && is === was ? [] : [[field[0].name, field[1], was, is]];
}

function changeOf([{ name }, at]: NumberedField, { changed }: KeptForm): Changed | undefined {
  return changed.find((each) => each[0] === name && each[1] === at);
}

/** What a field holds, or held when the page came: of one that is ticked, whether it is and what it stands for. */
function heldBy(field: Field, isAsItCame: boolean): string {
  if (field instanceof HTMLSelectElement) {
    const chosen = [...field.options].filter((each) =>
      isAsItCame ? each.defaultSelected : each.selected,
    );
    return (chosen.length > 0 ? chosen : [...field.options].slice(0, 1))
      .map(({ value }) => value)
      .join('\n');
  }
  if (!field.matches('[type="checkbox"], [type="radio"]'))
    return isAsItCame ? field.defaultValue : field.value;
  const { checked, defaultChecked, value } = field as HTMLInputElement;
  return `${isAsItCame ? defaultChecked : checked} ${value}`;
}

function giveBack(form: HTMLFormElement, before: KeptForm): void {
  let isOfToday = true;
  for (const field of fieldsOf(form)) {
    const changed = changeOf(field, before);
    if (!changed || !isAsItCame(field[0])) continue;
    isOfToday &&= heldBy(field[0], true) === changed[2];
    fill(field[0], changed[3]);
  }
  // What somebody has changed meanwhile is not to be overwritten: the server says so, by what was seen.
  const seen = seenBy(form);
  if (seen && before.seen !== null && !isOfToday) seen.value = before.seen;
}

function isAsItCame(field: Field): boolean {
  return heldBy(field, true) === heldBy(field, false);
}

function fill(field: Field, is: string): void {
  if (field.matches('[type="checkbox"], [type="radio"]')) {
    const [checked = '', ...value] = is.split(' ');
    if (value.join(' ') === field.value) (field as HTMLInputElement).checked = checked === 'true';
  } else if (field instanceof HTMLSelectElement) {
    const chosen = is.split('\n');
    const options = [...field.options];
    // What was chosen may be offered no more: another is not chosen for whoever chose it.
    if (!chosen.every((value) => options.some((option) => option.value === value))) return;
    for (const option of options) option.selected = chosen.includes(option.value);
  } else {
    field.value = is;
  }
  for (let box = field.closest('details'); box; box = box.parentElement?.closest('details') ?? null)
    box.open = true;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function seenBy(form: HTMLFormElement): HTMLInputElement | null {
  return form.querySelector<HTMLInputElement>('[name="seen"]');
}
