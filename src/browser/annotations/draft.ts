import type { Span } from '../../domain/text/span.js';
import { digestOf, guarded } from '../page/storage.js';
import type { EditionText } from '../text/text-position.js';

/*
 * What was typed and is not saved yet, in the browser's own storage: each draft under a key of its
 * own, with its passage. A storage that is full or forbidden costs the draft, never the typing.
 */

/** A form as it was left. */
export interface Draft {
  entries: [string, string][];
  /** The passage in the text; null where one was pasted or is unchanged. */
  span: Span | null;
  /** What was sent of it last, if anything: it may have arrived. */
  sent?: Sent;
}

/** A save that was sent, which is the same one when it is sent again with the same content. */
export interface Sent {
  /** The form's entries, as JSON. */
  content: string;
  /** What the form knew then beside what it held. */
  known: [string, string][];
  /** Tells it from every other save. */
  key: string;
}

/** What a draft has in the first field of this name; undefined where it has none. */
export function entryOf({ entries }: Draft, field: string): string | undefined {
  return entries.find(([name]) => name === field)?.[1];
}

/**
 * Where a draft's passage stands in the text of a page; null where none was selected, and where the page
 * shows another edition than the one in which it was: what stands there now is another passage.
 */
export function spanIn(text: EditionText, draft: Draft): Span | null {
  const { span } = draft;
  const edition = entryOf(draft, 'edition') ?? text.edition;
  const isHere = edition === text.edition && span !== null && span.end <= text.content.length;
  const exact = entryOf(draft, 'exact')?.replaceAll('\r\n', '\n');
  return isHere && text.content.slice(span.start, span.end) === exact ? span : null;
}

const prefix = 'whence:draft:';
const openPrefix = 'whence:open:';
const seenPrefix = 'whence:seen:';

/** Stands in the keys of new annotations, and in no id of one that is there. */
const newMark = 'new';

/** Begins the key of a proposal’s form. */
const proposalMark = 'propose';

/** Stands between the key of an annotation’s form and what tells a second draft of it from the first. */
const partMark = '.';

/** How the keys of all that somebody has typed and not saved begin. */
export function draftsOf(person: string): string {
  return `${prefix}${person}:`;
}

/** The drafts of the person who is signed in for one article, under the keys of their forms. */
export class Drafts {
  private readonly place: string;
  private readonly openPlace: string;
  private readonly seenPlace: string;

  constructor(person: string, article: string) {
    this.place = `${draftsOf(person)}${article}:`;
    this.openPlace = `${openPrefix}${person}:${article}`;
    this.seenPlace = `${seenPrefix}${person}:${article}`;
  }

  keep(key: string, draft: Draft): void {
    guarded(() => localStorage.setItem(this.place + key, JSON.stringify(draft)));
    if (this.open === key) this.takeOver();
  }

  read(key: string): Draft | null {
    return draftAt(this.place + key);
  }

  drop(key: string): void {
    guarded(() => localStorage.removeItem(this.place + key));
  }

  /** What stands under a key, by which one sees whether another tab has written or dropped it since. */
  asKept(key: string): string | null {
    return guarded(() => localStorage.getItem(this.place + key));
  }

  /** The keys of the forms of which there are drafts. */
  kept(): string[] {
    return keys()
      .filter((key) => key.startsWith(this.place))
      .map((key) => key.slice(this.place.length));
  }

  /** The form that is open in this tab, of which a reload opens the draft again. */
  get open(): string | null {
    return guarded(() => sessionStorage.getItem(this.openPlace));
  }

  set open(key: string | null) {
    if (key === null) guarded(() => sessionStorage.removeItem(this.openPlace));
    else guarded(() => sessionStorage.setItem(this.openPlace, key));
    this.takeOver();
  }

  /** To be called when this tab shows what stands under the key of the open form. */
  takeOver(): void {
    guarded(() => sessionStorage.setItem(this.seenPlace, this.underOpen));
  }

  /** Whether another tab has written under the key of the open form since this one did, on whichever page. */
  get isOpenChangedElsewhere(): boolean {
    const seen = guarded(() => sessionStorage.getItem(this.seenPlace));
    return seen !== null && seen !== this.underOpen;
  }

  /** What stands under the key of the open form, in short. */
  private get underOpen(): string {
    return digestOf((this.open !== null && this.asKept(this.open)) || '');
  }
}

/**
 * The draft of a form that is open. Another tab may have the same one open: what is typed here is never written over
 * what was typed there, nor dropped with it, but is a draft of its own.
 */
export class OpenDraft {
  private kept: string | null;

  constructor(
    private readonly drafts: Drafts,
    public key: string,
  ) {
    this.kept = drafts.asKept(key);
  }

  /** `draft` is null where nothing is typed any more. */
  keep(draft: Draft | null): void {
    const { drafts } = this;
    if (draft === null) this.drop();
    else {
      if (this.isChangedElsewhere) this.part();
      drafts.keep(this.key, draft);
      this.kept = drafts.asKept(this.key);
    }
  }

  drop(): void {
    if (this.isChangedElsewhere) return;
    this.drafts.drop(this.key);
    this.kept = null;
  }

  /** Whether another tab has dropped it. */
  get isGone(): boolean {
    return this.kept !== null && this.drafts.asKept(this.key) === null;
  }

  private get isChangedElsewhere(): boolean {
    return this.drafts.asKept(this.key) !== this.kept;
  }

  private part(): void {
    const { drafts, key } = this;
    this.key = annotationOf(key) === null ? newDraftKey() : `${formOf(key)}${partMark}${chance()}`;
    if (drafts.open === key) drafts.open = this.key;
  }
}

function chance(): string {
  return crypto.getRandomValues(new Uint32Array(2)).join('-');
}

/** A key for the form of a new annotation; that of one that is there is its id. */
export function newDraftKey(): string {
  return `${newMark}-${chance()}`;
}

/** A key for the form of a proposal to an annotation. */
export function proposalKey(annotation: string): string {
  return `${proposalMark}-${annotation}`;
}

/** Whether a key is that of a proposal’s form. */
export function isOfProposal(key: string): boolean {
  return key.startsWith(`${proposalMark}-`);
}

/** The annotation of whose form that is the key, or to which it proposes; null for a new one. */
export function annotationOf(key: string): string | null {
  if (isOfProposal(key)) return formOf(key).slice(proposalMark.length + 1);
  return key === newMark || key.startsWith(`${newMark}-`) ? null : formOf(key);
}

/** Whether two keys are those of drafts of one form: two edits of one annotation, or two proposals to it. */
export function areOfOneForm(one: string, other: string): boolean {
  return annotationOf(one) !== null && formOf(one) === formOf(other);
}

/** The key of the form of which there may be several drafts. */
export function formOf(key: string): string {
  const [form = key] = key.split(partMark);
  return form;
}

/** Words of a chain after which it may hold the name of a confidential source. */
const confiding = /confidential|deep background|off the record/iu;

/** Drops those drafts of others that may hold such a name. */
function dropConfided(person: string): void {
  for (const key of keys()) {
    if (!key.startsWith(prefix) || key.startsWith(draftsOf(person))) continue;
    const draft = draftAt(key);
    if (draft && confiding.test(entryOf(draft, 'chain') ?? ''))
      guarded(() => localStorage.removeItem(key));
  }
}

function dropDrafts(person: string): void {
  for (const key of keys())
    if (key.startsWith(draftsOf(person))) guarded(() => localStorage.removeItem(key));
}

/**
 * A draft belongs to one person, who alone is shown it, and is gone after they sign out. What may name a
 * confidential source does not stay in a browser in which somebody else is at work.
 */
export function guardDrafts(person: string | null): void {
  if (person === null) return;
  dropConfided(person);
  document.addEventListener('submit', ({ target }) => {
    if (target instanceof HTMLFormElement && target.matches('[action="/sign-out"]'))
      dropDrafts(person);
  });
}

function draftAt(key: string): Draft | null {
  const kept = guarded(() => localStorage.getItem(key));
  return kept ? guarded(() => JSON.parse(kept) as Draft) : null;
}

function keys(): string[] {
  return guarded(() => Object.keys(localStorage)) ?? [];
}
