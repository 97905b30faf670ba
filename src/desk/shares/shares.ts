import type { Stamp } from '../../domain/annotations/annotation.js';
import type { HappenedTo } from '../../domain/history/written-event.js';
import { Problem } from '../../domain/problem.js';
import { demand } from '../../domain/rights.js';
import {
  type Share,
  type ShareInput,
  type ShareState,
  stateOf,
} from '../../domain/shares/share.js';
import { showDate } from '../../domain/text/shown-dates.js';
import { all, type Change, insert, replace } from '../../store/store.js';
import { articleById } from '../articles/articles.js';
import { type Actor, type Desk, idOfMade, now } from '../desk.js';
import { sha256 } from '../digest.js';
import { collected } from '../documents.js';
import { record } from '../history/record.js';
import { WrongCredentials } from '../people/credentials.js';
import { newSecret } from '../people/passwords.js';
import { commitPlanned, commitWithRetry } from '../with-retry.js';
import { endSharesOf } from './share-ends.js';

/**
 * Shares the readers' report on an article by a link, and answers with the secret of the link, which
 * is told once and not kept. Throws *forbidden*, *not-found*, *invalid* at `expires`, and *conflict*
 * where the same request has shared it before.
 */
export async function shareReport(
  desk: Desk,
  actor: Actor,
  article: string,
  input: ShareInput,
): Promise<{ share: Share; secret: string }> {
  demand(actor, 'share reports');
  const id = idOfMade(desk, 'share');
  const secret = newSecret();
  const stamp = { at: now(desk), by: actor.id };
  const { worked, gone } = await commitPlanned(desk, async () => {
    await articleById(desk, article);
    if (await desk.store.get('shares', id)) throw new SharedBefore();
    const share = newShare({ id, article, digest: sha256(secret) }, stamp, input);
    const after = { share: id, expires: share.expires, origins: share.origins };
    const event = recorded(share, stamp, { action: 'report.shared', before: null, after });
    const named = [{ in: 'articles' as const, id: article }];
    return { share, changes: [insert('shares', share), event], named };
  });
  if (gone.length > 0) {
    await endSharesOf(desk, article, stamp);
    await articleById(desk, article);
  }
  return { share: worked.share, secret };
}

/** The link that was made is told to nobody twice. */
class SharedBefore extends Problem {
  constructor() {
    super(
      'conflict',
      'This was shared already, and a link is shown once. If you did not get it, revoke it and share the report again.',
    );
  }
}

function newShare(
  named: Pick<Share, 'id' | 'article' | 'digest'>,
  { at, by }: Stamp,
  { expires, note, origins }: ShareInput,
): Share {
  if (expires !== null && expires <= at) {
    throw Problem.field('expires', 'Give a moment that is still to come.');
  }
  const made = { creator: by, created: at, expires, origins, note };
  return { version: 1, ...named, ...made, ended: null, readings: 0 };
}

/**
 * Ends a share for good; one that has ended already stays as it is. Throws *forbidden*, and
 * *not-found* for one that is not there.
 */
export async function revokeShare(desk: Desk, actor: Actor, id: string): Promise<Share> {
  demand(actor, 'share reports');
  const stamp = { at: now(desk), by: actor.id };
  await commitWithRetry(desk, async () => {
    const share = await shareById(desk, id);
    if (share.ended) return [];
    const happened = {
      action: 'report.share-revoked',
      before: { share: id },
      after: null,
    } as const;
    const ended = { ...stamp, how: 'revoked' as const };
    return [replace('shares', { ...share, ended }), recorded(share, stamp, happened)];
  });
  return shareById(desk, id);
}

/** The share with that id; throws *not-found*. */
export async function shareById({ store }: Desk, id: string): Promise<Share> {
  const share = await store.get('shares', id);
  if (!share) throw new Problem('not-found', 'There is no such share.');
  return share;
}

/** The shares of an article, the newest first, ended ones too. Throws *forbidden*, *not-found*. */
export async function sharesOf(desk: Desk, actor: Actor, article: string): Promise<Share[]> {
  demand(actor, 'share reports');
  await articleById(desk, article);
  const query = { key: article, order: 'descending' } as const;
  return collected(all(desk.store, 'shares', 'article', query));
}

/** By how many links the report on an article can be read now. */
export async function countOpenShares(desk: Desk, article: string): Promise<number> {
  let open = 0;
  for await (const share of all(desk.store, 'shares', 'article', { key: article }))
    if (stateOf(share, now(desk)) === 'open') open += 1;
  return open;
}

/**
 * What a link leads to that bears this secret. Throws *not-found* for a secret that was never handed
 * out, and *gone* where what it led to has ended.
 */
export async function shareBehind(desk: Desk, secret: string): Promise<Share> {
  const { items } = await desk.whole.find('shares', 'digest', { key: sha256(secret), limit: 1 });
  const [share] = items;
  if (!share) {
    throw new WrongCredentials(
      'not-found',
      'There is no such link. Look whether all of it is there.',
    );
  }
  const state = stateOf(share, now(desk));
  if (state !== 'open') throw new GoneShare(share, state);
  if (await desk.whole.get('articles', share.article)) return share;
  throw new GoneShare(share, 'article deleted');
}

type EndedState = Exclude<ShareState, 'open'>;

const askForAnother = 'Ask whoever gave it to you for another one.';

const goneWords: Record<EndedState, (share: Share) => string> = {
  expired: ({ expires }) => `This link ran out on ${showDate(expires ?? '')}. ${askForAnother}`,
  revoked: () => `This link was taken back by those who shared it. ${askForAnother}`,
  'article deleted': () => 'The report to which this link led is not there any more.',
};

/** What is said to whoever follows a link that leads nowhere any more. */
export class GoneShare extends Problem {
  constructor(
    readonly share: Share,
    how: EndedState,
  ) {
    super('gone', goneWords[how](share));
  }
}

function recorded(
  { article }: Pick<Share, 'article'>,
  stamp: Stamp,
  happened: HappenedTo['article'],
): Change {
  return record(stamp, { kind: 'article', id: article }, happened, article);
}
