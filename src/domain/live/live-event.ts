import type { SubjectKind } from '../history/event.js';

/** That something happened: to what, and by whom. What was said stays where it may be read. */
export interface LiveEvent {
  /** The event's id: the same event may be told twice. */
  event: string;
  /** The article to which it belongs, if any. */
  article: string | null;
  kind: SubjectKind;
  id: string;
  by: string;
  /** The edition that came in or was taken back, where it tells of one: all that one does is one change. */
  edition: { number: number; gone: boolean } | null;
}

/** What happened since somebody was last told. */
export interface LiveEvents {
  changes: LiveEvent[];
  /** Whether more may have happened than can be told: what is shown is to be looked up anew. */
  missed: boolean;
}

/** What somebody may be doing with an annotation that they have open. */
export const presenceDoings = ['judging', 'editing'] as const;

/** That a colleague has an annotation open; `doing` is null once they have it no longer. */
export interface Presence {
  annotation: string;
  person: string;
  name: string;
  doing: (typeof presenceDoings)[number] | null;
  /** How long to believe it, unless it is said again. */
  seconds: number;
}
