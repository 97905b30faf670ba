import { documentOf } from '../../src/desk/capture/page-document.js';

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** A page or fragment as a browser without scripts has it. */
export function pageOf(html: string): Document {
  return documentOf(html);
}

/** The words of the elements that match, white space tidied. */
export function wordsOf(root: ParentNode, selector: string): string[] {
  return [...root.querySelectorAll(selector)].map(({ textContent }) =>
    (textContent ?? '').replace(/\s+/gu, ' ').trim(),
  );
}

/** Ticks a box; or chooses one of several, so that no other is. */
export function tick(box: Element | null | undefined): void {
  if (!box) throw new Error('There is no such box on the page.');
  if (box.matches('[type=radio]')) {
    const of = box.closest('form')?.querySelectorAll(`[name="${box.getAttribute('name')}"]`) ?? [];
    for (const other of of) other.removeAttribute('checked');
  }
  box.setAttribute('checked', '');
}

/** What a browser would send for a form, in which some fields were filled in anew. */
export function filledIn(
  form: Element | null | undefined,
  fields: Record<string, string> = {},
): string {
  if (!form) throw new Error('There is no such form on the page.');
  const sent = new URLSearchParams();
  const all = form.ownerDocument.querySelectorAll<Field>('input, select, textarea');
  for (const field of all) {
    if (formOf(field) !== form || !field.name || isLeftOut(field)) continue;
    // Of several that are marked as chosen, the last one is.
    if (field.matches('[type=radio]')) sent.delete(field.name);
    for (const value of valuesOf(field)) sent.append(field.name, value);
  }
  for (const [name, value] of Object.entries(fields)) sent.set(name, value);
  return sent.toString();
}

function formOf(field: Element): Element | null {
  const named = field.getAttribute('form');
  return named === null ? field.closest('form') : field.ownerDocument.getElementById(named);
}

/** What is disabled is not sent, nor a button, nor a box without its tick. */
function isLeftOut(field: Element): boolean {
  return field.matches(
    ':disabled, fieldset[disabled] *, datalist *, [type=submit], [type=button], [type=reset], ' +
      '[type=image], [type=checkbox]:not([checked]), [type=radio]:not([checked])',
  );
}

function valuesOf(field: Field): string[] {
  if (field.matches('textarea')) return [field.value];
  if (field.matches('select')) return chosenIn(field);
  if (field.matches('[type=checkbox]:not([value]), [type=radio]:not([value])')) return ['on'];
  return [field.matches('[type=hidden]') ? field.value : field.value.replace(/[\r\n]/gu, '')];
}

/** Where none is chosen, a list from which one is has its first. */
function chosenIn(field: Field): string[] {
  const options = [...field.querySelectorAll('option')];
  const chosen = options.filter((option) => option.hasAttribute('selected'));
  const sent = field.matches('[multiple]') ? chosen : [chosen.at(-1) ?? options[0]];
  return sent.flatMap((option) => {
    if (!option || option.hasAttribute('disabled')) return [];
    return option.getAttribute('value') ?? option.textContent?.replace(/\s+/gu, ' ').trim() ?? '';
  });
}
