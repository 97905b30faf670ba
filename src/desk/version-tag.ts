import { Problem } from '../domain/problem.js';

interface Versioned {
  version: number;
}

/** Names the state of an entry or a claim that a reader saw, for ETag and If-Match. */
export function versionTag({ version }: Versioned): string {
  return `"v${version}"`;
}

/** Throws *stale* where an entry or a claim is not as somebody saw it any more; null says nothing of it. */
export function demandCurrent(what: 'entry' | 'claim', now: Versioned, seen: string | null): void {
  const tags = (seen ?? '*').split(',').map((tag) => tag.trim().replace(/^W\//u, ''));
  if (tags.includes('*') || tags.includes(versionTag(now))) return;
  throw new Problem('stale', `This ${what} was changed meanwhile. Look at it, and save again.`);
}
