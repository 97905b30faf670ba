import { guarded } from '../page/storage.js';

/*
 * To whoever goes back to a page a browser gives what was typed there: to somebody else who has signed in since,
 * too, and nothing of a field whose words it is not to keep. Here it is given to whoever typed it, and to nobody else.
 * A form that is wholly not to be kept is not kept here either.
 */

/** What a place in the browser's history bears: whose it is, and a name of its own. */
interface Place {
  person: string;
  name: string;
}

const prefix = 'whence:typed:';
const fieldsToKeep = 'form:not([autocomplete="off"]) input[autocomplete="off"]';

/** A new place in the history, for `history.pushState`. */
export function newPlace(): Place {
  const { person = '' } = document.documentElement.dataset;
  return { person, name: crypto.getRandomValues(new Uint32Array(2)).join('-') };
}

/** Begins with the page as it was left by the same person; what somebody else left there goes. */
export function giveBackTyped(): void {
  const left: Partial<Place> | null = history.state;
  const fresh = newPlace();
  const { person } = fresh;
  const isOthers = typeof left?.person === 'string' && left.person !== person;
  if (isOthers) for (const form of document.forms) withhold(form);
  if (person !== '') forgetTyped((key) => !key.startsWith(keyOf({ person, name: '' })));
  const place = isOthers ? fresh : { ...fresh, ...left };
  guarded(() => history.replaceState(place, ''));
  follow([...document.querySelectorAll<HTMLInputElement>(fieldsToKeep)], keyOf(place));
}

/** Forgets what was typed on the pages of this tab, or of those keys. */
export function forgetTyped(isMeant: (key: string) => boolean = () => true): void {
  for (const key of guarded(() => Object.keys(sessionStorage)) ?? [])
    if (key.startsWith(prefix) && isMeant(key)) guarded(() => sessionStorage.removeItem(key));
}

/** Fills in what was typed before, and keeps what is typed from now on. */
function follow(fields: readonly HTMLInputElement[], key: string): void {
  const kept = guarded(() => JSON.parse(sessionStorage.getItem(key) ?? '{}'));
  for (const field of fields) {
    const before = kept?.[nameOf(field)];
    if (typeof before === 'string' && field.value === field.defaultValue) field.value = before;
  }
  const keep = () => {
    const typed = fields.filter(({ value, defaultValue }) => value !== defaultValue);
    const entries = typed.map((field) => [nameOf(field), field.value]);
    guarded(() => {
      if (entries.length === 0) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(entries)));
    });
  };
  // A script that comes late finds what somebody has typed by then.
  keep();
  document.addEventListener('input', keep);
  // The fields are empty once all have heard of it.
  document.addEventListener('reset', () => setTimeout(keep));
}

/** Some browsers have given back what was typed by now, others do where a form takes it, until the page is shown. */
function withhold(form: HTMLFormElement): void {
  const before = form.getAttribute('autocomplete');
  form.reset();
  form.autocomplete = 'off';
  if (before === null)
    addEventListener('pageshow', () => form.removeAttribute('autocomplete'), { once: true });
}

function keyOf({ person, name }: Place): string {
  return `${prefix}${person}:${name}`;
}

function nameOf({ form, name }: HTMLInputElement): string {
  return `${form?.getAttribute('action')} ${name}`;
}
