import type { Annotation } from '../../domain/annotations/annotation.js';
import { parse } from '../../domain/parse.js';
import { defaultSettings, settingsInput } from '../../domain/people/settings.js';
import { quorumChanged } from '../../domain/review/review-events.js';
import { withStatus } from '../../domain/review/status.js';
import { demand } from '../../domain/rights.js';
import { all, type Change, insert, replace } from '../../store/store.js';
import { type Actor, type Desk, now } from '../desk.js';
import { record } from '../history/record.js';
import { commitWithRetry } from '../with-retry.js';

/** How many colleagues must agree with an annotation for it to be agreed. */
export async function quorumOf(desk: Desk): Promise<number> {
  return ((await desk.store.get('settings', 'desk')) ?? defaultSettings).quorum;
}

/**
 * Sets the quorum and puts right the status of every annotation, also where the quorum was that
 * already: what was interrupted is finished by saying it again. Answers how many statuses changed.
 * Throws *forbidden* for anyone but admins, *invalid* for what is no quorum.
 */
export async function setQuorum(
  desk: Desk,
  actor: Actor,
  input: unknown,
): Promise<{ quorum: number; restated: number }> {
  demand(actor, 'change settings');
  const { quorum } = parse(settingsInput, { quorum: input });
  await commitWithRetry(desk, () => changingTo(desk, actor, quorum));
  return { quorum, restated: await restateAll(desk) };
}

/**
 * Does work after which an annotation has the status that follows by the quorum that is handed in;
 * where the quorum was changed meanwhile, the status is put right.
 */
export async function byQuorum<W extends { annotation: Annotation }>(
  desk: Desk,
  work: (quorum: number) => Promise<W>,
): Promise<W> {
  const quorum = await quorumOf(desk);
  const worked = await work(quorum);
  if ((await quorumOf(desk)) === quorum) return worked;
  const { id } = worked.annotation;
  await restate(desk, [id]);
  return { ...worked, annotation: (await desk.store.get('annotations', id)) ?? worked.annotation };
}

async function changingTo(desk: Desk, actor: Actor, quorum: number): Promise<Change[]> {
  const stored = await desk.store.get('settings', 'desk');
  const before = stored ?? defaultSettings;
  if (before.quorum === quorum) return [];
  const settings = { ...before, quorum };
  const stamp = { at: now(desk), by: actor.id };
  return [
    stored ? replace('settings', settings) : insert('settings', settings),
    record(stamp, { kind: 'desk', id: settings.id }, quorumChanged(before.quorum, quorum)),
  ];
}

/** The number of annotations whose status is worked out anew in one commit. */
const maxBatch = 500;

async function restateAll(desk: Desk): Promise<number> {
  let restated = 0;
  let ids: string[] = [];
  // Deleted ones too, which can be restored, and those that a blind round hides.
  for await (const { id } of all(desk.whole, 'annotations', 'all', { key: '', limit: maxBatch })) {
    ids.push(id);
    if (ids.length < maxBatch) continue;
    restated += await restate(desk, ids);
    ids = [];
  }
  return restated + (await restate(desk, ids));
}

/** Puts the status of some annotations right; answers how many were not. */
async function restate(desk: Desk, ids: readonly string[]): Promise<number> {
  const commit = await commitWithRetry(desk, async () => {
    const quorum = await quorumOf(desk);
    const annotations = await desk.whole.getMany('annotations', ids);
    return annotations.flatMap((annotation) => {
      const right = withStatus(annotation, quorum);
      return right.status !== annotation.status ? [replace('annotations', right)] : [];
    });
  });
  return commit?.changes.length ?? 0;
}
