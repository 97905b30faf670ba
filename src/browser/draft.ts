import type { Span } from '../domain/span.js';
import { guarded } from './storage.js';

/*
 * What was typed and is not saved yet, in the browser's own storage: one draft a person, article
 * and annotation. A storage that is full or forbidden costs the draft, never the typing.
 */

/** A form as it was left. */
export interface Draft {
  entries: [string, string][];
  /** The passage in the text; null where one was pasted or is unchanged. */
  span: Span | null;
}

const prefix = 'whence:draft:';

/** The drafts of the person at hand for one article. */
export class Drafts {
  private readonly place: string;

  constructor(person: string, article: string) {
    this.place = `${prefix}${person}:${article}:`;
  }

  /** `annotation` is the id of the one that is edited, null for a new one. */
  keep(annotation: string | null, draft: Draft): void {
    guarded(() => localStorage.setItem(this.keyOf(annotation), JSON.stringify(draft)));
  }

  read(annotation: string | null): Draft | null {
    const kept = guarded(() => localStorage.getItem(this.keyOf(annotation)));
    return kept ? guarded(() => JSON.parse(kept) as Draft) : null;
  }

  drop(annotation: string | null): void {
    guarded(() => localStorage.removeItem(this.keyOf(annotation)));
  }

  /** The ids of the annotations of which there are drafts; null is a new one. */
  kept(): (string | null)[] {
    return keys()
      .filter((key) => key.startsWith(this.place))
      .map((key) => key.slice(this.place.length))
      .map((id) => (id === 'new' ? null : id));
  }

  private keyOf(annotation: string | null): string {
    return this.place + (annotation ?? 'new');
  }
}

/** Drops the drafts of everybody but one person; of everybody, when that is null. */
function dropDrafts(except: string | null): void {
  const spared = except === null ? null : `${prefix}${except}:`;
  for (const key of keys()) {
    if (!key.startsWith(prefix) || (spared !== null && key.startsWith(spared))) continue;
    guarded(() => localStorage.removeItem(key));
  }
}

/** A draft belongs to one person and is gone after signing out. */
export function guardDrafts(person: string | null): void {
  if (person !== null) dropDrafts(person);
  document.addEventListener('submit', ({ target }) => {
    if (target instanceof HTMLFormElement && target.matches('[action="/sign-out"]'))
      dropDrafts(null);
  });
}

function keys(): string[] {
  return guarded(() => Object.keys(localStorage)) ?? [];
}
