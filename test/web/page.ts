import type { Person } from '../../src/domain/people/person.js';
import type { Newsroom } from '../newsroom.js';
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

/** The page at a path, as somebody has it who has just signed in. */
export async function pageAt(room: Newsroom, path: string, by: Person): Promise<Document> {
  const browser = await room.signedIn(by);
  return page(await browser.get(path).expect(200));
}

/** Sends a form as a browser does, and answers with the page to which that leads. */
export async function pageBehind(
  room: Newsroom,
  path: string,
  fields: object,
  by: Person,
): Promise<Document> {
  const browser = await room.signedIn(by);
  const { headers } = await browser.post(path).type('form').send(fields).expect(303);
  return page(await browser.get(headers.location ?? '').expect(200));
}
