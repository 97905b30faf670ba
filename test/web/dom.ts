import { JSDOM } from 'jsdom';

/** To make a window takes as long as to read a page, so all pages are read by this one. */
const { window } = new JSDOM();
const reader = new window.DOMParser();

/** A page or fragment as a browser without scripts has it. */
export function pageOf(html: string): Document {
  return reader.parseFromString(html, 'text/html');
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
  const sent = new URLSearchParams();
  for (const [name, value] of new window.FormData(form as HTMLFormElement)) {
    sent.append(name, String(value));
  }
  for (const [name, value] of Object.entries(fields)) sent.set(name, value);
  return sent.toString();
}
