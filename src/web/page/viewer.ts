import type { Person } from '../../domain/people/person.js';
import { showMoment } from '../../domain/text/shown-dates.js';
import type { Context } from '../http/context.js';

/** Who looks, and in which zone they read the time. */
export interface Viewer {
  actor: Person;
  timeZone: string;
}

/** A moment, and how it is written for who looks. */
export interface MomentView {
  iso: string;
  words: string;
}

/** Whoever asks. */
export function viewerOf({ actor, site }: Context): Viewer {
  return { actor, timeZone: site.timeZone };
}

/** A moment of UTC in ISO 8601, with the words that the viewer reads in the desk’s time zone. */
export function momentView(iso: string, { timeZone }: Viewer): MomentView {
  return { iso, words: showMoment(iso, timeZone) };
}
