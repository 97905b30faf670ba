import { idEnd } from '../domain/id.js';

/**
 * The id that something inserted last gets, as change `at` (from 0) of a commit: its own, where that sorts behind the
 * newest that there is; else one that begins as that does and goes on with the number of the commit. Both stores do
 * so: PostgreSQL in `whence_commit`.
 */
export function idBehind(
  newest: string,
  id: string,
  { commit, at }: { commit: number; at: number },
) {
  if (id > newest) return id;
  const [number, place] = [String(commit).padStart(12, '0'), String(at).padStart(6, '0')];
  return `${newest.slice(0, 9)}-z${number}-${place}-${idEnd(id)}`;
}
