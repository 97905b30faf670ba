import { guarded } from './storage.js';

/*
 * To whoever goes back to a page a browser gives what was typed there: to somebody else who has signed in since,
 * too, and nothing of a field whose words it is not to keep. Here it is given to whoever typed it, and to nobody else.
 */

/** What the place of a page in the browser's history keeps. */
interface Left {
  person: string;
  /** What was typed into the fields that the browser forgets, by form and name. */
  typed: Record<string, string>;
}

/** In milliseconds: browsers take the state of a page only so often. */
const pause = 300;

/** Whose a new place in the history is, for `history.pushState`. */
export function ownPlace(): Left {
  return { person: document.documentElement.dataset.person ?? '', typed: {} };
}

/** Begins with the page as it was left by the same person; what somebody else left there goes. */
export function giveBackTyped(): void {
  const { person } = ownPlace();
  const left: Partial<Left> | null = history.state;
  const isOthers = typeof left?.person === 'string' && left.person !== person;
  if (isOthers) for (const form of document.forms) withhold(form);
  const fields = [
    ...document.querySelectorAll<HTMLInputElement>('form[method="post"] input[autocomplete="off"]'),
  ];
  for (const field of isOthers ? [] : fields) {
    const before = left?.typed?.[keyOf(field)];
    if (before !== undefined && field.value === field.defaultValue) field.value = before;
  }
  const keep = () => {
    const typed = fields.filter((each) => each.isConnected && each.value !== each.defaultValue);
    const state = {
      person,
      typed: Object.fromEntries(typed.map((each) => [keyOf(each), each.value])),
    };
    guarded(() => history.replaceState(state, ''));
  };
  keep();
  let timer = 0;
  const keepSoon = () => {
    clearTimeout(timer);
    timer = window.setTimeout(keep, pause);
  };
  document.addEventListener('change', keep);
  for (const event of ['input', 'reset']) document.addEventListener(event, keepSoon);
}

/** Some browsers have given back what was typed by now, others do where a form takes it, until the page is shown. */
function withhold(form: HTMLFormElement): void {
  form.reset();
  form.autocomplete = 'off';
  addEventListener('pageshow', () => form.removeAttribute('autocomplete'), { once: true });
}

function keyOf({ form, name }: HTMLInputElement): string {
  return `${form?.getAttribute('action')} ${name}`;
}
