import { z } from 'zod';
import { type Presence, presenceDoings } from '../../domain/live/live-event.js';
import { demand } from '../../domain/rights.js';
import type { Documents } from '../../store/documents.js';
import { all, type Change, insert, remove, replace } from '../../store/store.js';
import { annotationById } from '../annotations/annotations.js';
import { type Actor, type Desk, now } from '../desk.js';
import { unlessRefused } from '../people/sessions.js';
import { commitAgain } from '../with-retry.js';

type Present = Documents['presences'];

/** How long somebody is believed to be there who said so, in milliseconds. */
const lasting = 45_000;
/** Whoever is believed for so long need not be written down again. */
const enough = 30_000;
/** So many who have gone are taken off the list at once. */
const handful = 100;

/** What is sent to say that one has an annotation at hand; `doing` is empty once one has not. */
export const presenceInput = z.object({
  annotation: z.string('Name the annotation.').max(60),
  doing: z.enum([...presenceDoings, ''], 'Say judging or editing.'),
});

/**
 * Notes that somebody judges or edits an annotation, or no longer, and answers with who else does.
 * Throws *not-found* for an annotation that they may not see.
 */
export async function notePresence(
  desk: Desk,
  actor: Actor,
  { annotation, doing }: z.output<typeof presenceInput>,
): Promise<Presence[]> {
  demand(actor, 'judge');
  const id = `${actor.id}/${annotation}`;
  if (doing === '') {
    await written(desk, async () => {
      const before = await desk.store.get('presences', id);
      return before ? [remove('presences', before)] : [];
    });
    return [];
  }
  const { article } = await annotationById(desk, annotation);
  await written(desk, async () => {
    const before = await desk.store.get('presences', id);
    if (before?.doing === doing && left(desk, before) > enough) return [];
    const until = new Date(desk.clock().getTime() + lasting).toISOString();
    const present = { id, version: 1, person: actor.id, annotation, article, doing, until };
    const change = before
      ? replace('presences', { ...before, ...present, version: before.version })
      : insert('presences', present);
    return [...(await clearing(desk, id)), change];
  });
  return othersAt(desk, actor, { annotation, article });
}

/** What is told of somebody who has an annotation at hand. */
export async function presenceOf(desk: Desk, present: Present): Promise<Presence> {
  const { annotation, person, doing } = present;
  const known = await desk.store.get('people', person);
  const seconds = Math.max(0, Math.ceil(left(desk, present) / 1000));
  return { annotation, person, name: known?.name ?? person, doing, seconds };
}

async function othersAt(
  desk: Desk,
  actor: Actor,
  { annotation, article }: Pick<Present, 'annotation' | 'article'>,
): Promise<Presence[]> {
  const others: Promise<Presence>[] = [];
  for await (const present of all(desk.store, 'presences', 'article', { key: article })) {
    if (present.annotation !== annotation || present.person === actor.id) continue;
    if (left(desk, present) > 0) others.push(presenceOf(desk, present));
  }
  return Promise.all(others);
}

/** Who is gone without a word; nobody else would ever take them off. */
async function clearing({ whole, ...desk }: Desk, but: string): Promise<Change[]> {
  const { items } = await whole.find('presences', 'until', { key: '', limit: handful });
  const present = now({ whole, ...desk });
  return items
    .filter(({ id, until }) => id !== but && until <= present)
    .map((gone) => remove('presences', gone));
}

/** It is said again soon: one that is refused is no loss. */
function written(desk: Desk, work: () => Promise<Change[]>): Promise<void> {
  return unlessRefused(commitAgain(desk, work));
}

function left(desk: Desk, { until }: Present): number {
  return Date.parse(until) - desk.clock().getTime();
}
