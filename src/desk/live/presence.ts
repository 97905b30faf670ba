import { z } from 'zod';
import { type Presence, presenceDoings } from '../../domain/live/live-event.js';
import { demand } from '../../domain/rights.js';
import { seesAnnotation, type Visibility } from '../../domain/rounds/visibility.js';
import type { Signals } from '../../store/signals.js';
import { annotationById } from '../annotations/annotations.js';
import type { Actor, Desk } from '../desk.js';

/*
 * Who has which annotation open is said from process to process, and kept in the memory of each:
 * it is nothing that a desk stores.
 */

/** How long somebody is believed to be there who said so. */
const presenceMs = 45_000;
/** Whoever is believed for so long need not be told of again. */
const freshMs = 30_000;
/** How many are remembered at the most; beyond, those who spoke longest ago are forgotten. */
const maxPresent = 2_000;

/** What is sent to say that one has an annotation open; `doing` is empty once one has not. */
export const presenceInput = z.object({
  annotation: z.string('Name the annotation.').max(60),
  doing: z.enum([...presenceDoings, ''], `Say ${presenceDoings.join(' or ')}.`),
});

/** What one process tells the others. */
const signalShape = z.strictObject({
  presence: z.strictObject({
    person: z.string(),
    annotation: z.string(),
    article: z.string(),
    doing: z.enum(presenceDoings).nullable(),
  }),
});

/** That somebody has an annotation open; `doing` is null once they have it no longer. */
export type Present = z.output<typeof signalShape>['presence'];

/** Until when somebody is believed to be there, in milliseconds since 1970. */
type RememberedPresence = Present & { untilMs: number };

/** Who is there, as far as this process has heard: it listens from its first call on. */
export function attendanceOf(desk: Pick<Desk, 'signals' | 'clock'>): Attendance {
  const attendance = attendances.get(desk.signals) ?? new Attendance(desk);
  attendances.set(desk.signals, attendance);
  return attendance;
}

const attendances = new WeakMap<Signals, Attendance>();

class Attendance {
  readonly #clock: () => Date;
  /** By person and annotation; who spoke last stands last. */
  readonly #present = new Map<string, RememberedPresence>();

  constructor({ signals, clock }: Pick<Desk, 'signals' | 'clock'>) {
    this.#clock = clock;
    signals.listen((text) => {
      const present = presentIn(text);
      if (present) this.#take(present);
    });
  }

  /** How many are remembered. */
  get size(): number {
    return this.#present.size;
  }

  /** What somebody does with an annotation, and how long they are still believed to. */
  of({ person, annotation }: Pick<Present, 'person' | 'annotation'>): (Present & TimeLeft) | null {
    const found = this.#present.get(`${person}/${annotation}`);
    if (!found) return null;
    const leftMs = this.#leftMs(found);
    return leftMs > 0 ? { ...found, leftMs } : null;
  }

  /** All who have an annotation open. */
  at(annotation: string): (Present & TimeLeft)[] {
    return [...this.#present.values()].flatMap((present) =>
      present.annotation === annotation ? (this.of(present) ?? []) : [],
    );
  }

  #take(present: Present): void {
    const key = `${present.person}/${present.annotation}`;
    this.#present.delete(key);
    if (present.doing === null) return;
    this.#present.set(key, { ...present, untilMs: this.#clock().getTime() + presenceMs });
    for (const [oldest, remembered] of this.#present) {
      if (this.#present.size <= maxPresent && this.#leftMs(remembered) > 0) break;
      this.#present.delete(oldest);
    }
  }

  /** None where the clock has been put back since. */
  #leftMs({ untilMs }: RememberedPresence): number {
    const leftMs = untilMs - this.#clock().getTime();
    return leftMs <= 2 * presenceMs ? leftMs : 0;
  }
}

interface TimeLeft {
  leftMs: number;
}

/**
 * Tells that somebody judges or edits an annotation, or no longer, and answers with who else does.
 * Throws *not-found* for an annotation that they may not see.
 */
export async function notePresence(
  desk: Desk,
  actor: Actor,
  { annotation, doing }: z.output<typeof presenceInput>,
): Promise<Presence[]> {
  demand(actor, 'judge');
  const before = attendanceOf(desk).of({ person: actor.id, annotation });
  if (doing === '') {
    if (before) tell(desk, { ...before, doing: null });
    return [];
  }
  const { article } = await annotationById(desk, annotation);
  const isKnown = before?.doing === doing && before.leftMs > freshMs;
  if (!isKnown) tell(desk, { person: actor.id, annotation, article, doing });
  const others = attendanceOf(desk)
    .at(annotation)
    .filter((present) => present.person !== actor.id && seesPresence(desk.visibility, present));
  return Promise.all(others.map((present) => presenceOf(desk, present)));
}

/** The presence that a signal tells of; null for one that tells of something else. */
export function presentIn(text: string): Present | null {
  try {
    return signalShape.parse(JSON.parse(text)).presence;
  } catch {
    return null;
  }
}

/** Whether somebody may be told: of a blind round they learn nothing, not even that others work. */
export function seesPresence(visibility: Visibility, { article, person }: Present): boolean {
  return seesAnnotation(visibility, { article, creator: person });
}

/** What is told of somebody who has an annotation open, or no longer. */
export async function presenceOf(
  desk: Pick<Desk, 'store' | 'signals' | 'clock'>,
  { person, annotation, doing }: Present,
): Promise<Presence> {
  const known = await desk.store.get('people', person);
  const leftMs = attendanceOf(desk).of({ person, annotation })?.leftMs ?? 0;
  const seconds = Math.ceil(leftMs / 1000);
  return { annotation, person, name: known?.name ?? person, doing, seconds };
}

function tell({ signals }: Desk, { person, annotation, article, doing }: Present): void {
  signals.send(JSON.stringify({ presence: { person, annotation, article, doing } }));
}
