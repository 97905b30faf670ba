import type { Claim } from '../../domain/claims/claim.js';
import type { Desk } from '../desk.js';
import { documents } from '../documents.js';
import type { CarriedEdition } from './editions.js';

/** The claims of those annotations under which the text has changed or is gone, each once. */
export function claimsTouched(
  desk: Desk,
  { carried }: Pick<CarriedEdition, 'carried'>,
): Promise<Claim[]> {
  const touched = carried.flatMap(({ annotation: { claim }, placement: { kind } }) =>
    claim !== null && kind !== 'exact' && kind !== 'moved' ? [claim] : [],
  );
  return documents(desk.store, 'claims', [...new Set(touched)]);
}
