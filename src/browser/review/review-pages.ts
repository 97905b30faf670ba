import { element } from '../page/element.js';
import { isForSame, putPerson, withPerson } from '../people/shown-to.js';

/** The pages of the queue, of which the likely next one is fetched before it is wanted. */
export class ReviewPages {
  private readonly ahead = new Map<string, Promise<FetchedPage>>();

  fetchAhead(address: string): void {
    const place = placeOf(address);
    if (!this.ahead.has(place)) this.ahead.set(place, fetchPage(place));
  }

  /** Whether a page was fetched before it is wanted, and may be an earlier one. */
  isAhead(address: string): boolean {
    return this.ahead.has(placeOf(address));
  }

  /** What was fetched ahead is not how it is any more. */
  forget(): void {
    this.ahead.clear();
  }

  /** A page as it was fetched ahead, or as it is now. */
  async take(address: string): Promise<FetchedPage> {
    const ahead = this.ahead.get(placeOf(address));
    this.forget();
    const page = await ahead;
    return page instanceof Document ? page : fetchPage(address);
  }
}

/** A page; null where the server has none there for whoever has this page open. */
type FetchedPage = Document | 'unreachable' | null;

/** A page as it is now. */
export async function fetchPage(address: string): Promise<FetchedPage> {
  try {
    const response = await fetch(address);
    const page = response.ok && !response.redirected ? parsed(await response.text()) : null;
    return page && isForSame(page) ? page : null;
  } catch {
    return 'unreachable';
  }
}

/** The page with which the server answers a form; null where it gives none. */
export async function sendForPage(
  action: string,
  entries: readonly [string, string][],
): Promise<Document | null> {
  try {
    const body = new URLSearchParams([...entries]);
    const response = await fetch(action, {
      method: 'POST',
      headers: withPerson({ Accept: 'text/html' }),
      body,
    });
    return parsed(await response.text());
  } catch {
    return null;
  }
}

/** Leaves the page with a form, as without scripts: the server's answer takes its place. */
export function sendAsPage(action: string, entries: readonly [string, string][]): void {
  const fields = entries.map(([name, value]) => element('input', { type: 'hidden', name, value }));
  const form = element('form', { method: 'post', action, hidden: true }, ...fields);
  putPerson(form);
  document.body.append(form);
  form.submit();
}

/** The address as a whole, without the passage in it. */
function placeOf(address: string): string {
  return new URL(address, location.href).href.replace(/#.*$/u, '');
}

function parsed(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html');
}
