import { pageOf } from './dom.js';

/** An answer as a browser has it. */
export function page({ text }: { text: string }): Document {
  return pageOf(text);
}

/** The words of the first element that matches, white space tidied; null where none does. */
export function words(root: ParentNode, selector: string): string | null {
  const found = root.querySelector(selector);
  return found && (found.textContent ?? '').replace(/\s+/gu, ' ').trim();
}

/** What stands in the field of that name. */
export function typedIn(root: ParentNode, name: string): string | null {
  return root.querySelector<HTMLInputElement>(`[name="${name}"]`)?.value ?? null;
}
