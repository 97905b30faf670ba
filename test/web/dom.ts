import { JSDOM } from 'jsdom';

/** A page or fragment as a browser without scripts has it. */
export function pageOf(html: string): Document {
  return new JSDOM(html).window.document;
}

/** The words of the elements that match, white space tidied. */
export function wordsOf(root: ParentNode, selector: string): string[] {
  return [...root.querySelectorAll(selector)].map(({ textContent }) =>
    (textContent ?? '').replace(/\s+/gu, ' ').trim(),
  );
}

/** What a browser would send for a form, in which some fields were filled in anew. */
export function filledIn(form: Element | null, fields: Record<string, string> = {}): string {
  if (!form) throw new Error('There is no such form on the page.');
  const FormDataOfPage = form.ownerDocument.defaultView?.FormData;
  if (!FormDataOfPage) throw new Error('The form is on no page.');
  const sent = new URLSearchParams();
  for (const [name, value] of new FormDataOfPage(form as HTMLFormElement)) {
    sent.append(name, String(value));
  }
  for (const [name, value] of Object.entries(fields)) sent.set(name, value);
  return sent.toString();
}
