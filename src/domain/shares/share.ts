import { z } from 'zod';
import { count, digest, leftOut, ordinal, stampOf, stored, words } from '../fields.js';
import { urlOf } from '../web-address.js';

export const shareEnds = ['revoked', 'article deleted'] as const;

/**
 * The report on an article, shared by a link with whoever has it. It is kept once it has ended, too, so
 * that who follows the link is told so.
 */
export const shareStored = z.strictObject({
  id: stored.id,
  version: ordinal,
  article: stored.id,
  /** SHA-256 of the secret in the link, which is not kept. */
  digest,
  creator: stored.id,
  created: stored.moment,
  /** null: until it is revoked. */
  expires: stored.moment.nullable(),
  /** The sites whose pages may show one of its annotations in a frame, such as *https://a.example*. */
  origins: z.array(z.string()),
  /** For whom it is, in an editor's words: it tells links of one report apart, and no reader sees it. */
  note: z.string().nullable().default(null),
  ended: z.strictObject({ ...stampOf(stored), how: z.enum(shareEnds) }).nullable(),
  /** How often it was read, by all that has been counted and written. */
  readings: count,
});
export interface Share extends z.output<typeof shareStored> {}

const originFault =
  'Give each site as it begins in the address bar, without a path, such as https://www.example.org.';

/** What is sent to share a report. */
export const shareInput = z.object({
  expires: leftOut(
    z.iso
      .datetime('Give the moment as 2026-03-20T09:30:00Z, or none.')
      .overwrite((text) => momentOf(text) ?? text)
      .nullable(),
  ),
  origins: z
    .array(
      z.string(originFault).transform((text, context) => {
        const origin = originOf(text);
        if (origin !== null) return origin;
        context.addIssue({ code: 'custom', message: originFault });
        return z.NEVER;
      }),
      'Give the sites as a list.',
    )
    .max(20, 'Name at most 20 sites.')
    .nullish()
    .transform((origins) => [...new Set(origins)]),
  note: leftOut(words(200, 'Give a text.').nullable()),
});
export type ShareInput = z.output<typeof shareInput>;

/** A moment as it is stored, so that two can be compared as texts. */
function momentOf(text: string): string | null {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

/**
 * A text as the origin of a site, written as browsers write it; null for what is none. It becomes part
 * of a header, where a sign such as ; or * in a host's name would mean something.
 */
export function originOf(text: string): string | null {
  const url = urlOf(text.trim());
  if (!url || !['http:', 'https:'].includes(url.protocol)) return null;
  if (url.href !== `${url.origin}/`) return null;
  return /^[a-z\d_-]+(?:\.[a-z\d_-]+)*$/u.test(url.hostname) ? url.origin : null;
}

/** How a share stands at a moment: RFC 3339, UTC. */
export type ShareState = 'open' | 'expired' | (typeof shareEnds)[number];

/** Whether a share’s link works at a moment (RFC 3339), or how it came to its end. */
export function stateOf({ ended, expires }: Share, now: string): ShareState {
  if (ended) return ended.how;
  return expires !== null && expires <= now ? 'expired' : 'open';
}
