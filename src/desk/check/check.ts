import type { Store } from '../../store/store.js';
import { checkAnnotations } from './annotations.js';
import { checkArticles } from './articles.js';
import { checkCarrying } from './carrying.js';
import { checkCharacters } from './characters.js';
import { checkClaims } from './claims.js';
import { checkCounts } from './counts.js';
import type { Finding } from './finding.js';
import { checkHistory } from './history.js';
import { checkMasks } from './masks.js';
import { checkPeople } from './people.js';
import { checkPlaces } from './places.js';
import { checkRegister } from './register.js';
import { checkReviews } from './review.js';
import { checkShares } from './shares.js';
import { checkWording } from './wording.js';

const checks = [
  { of: 'articles', check: checkArticles },
  { of: 'shared wording', check: checkWording },
  { of: 'annotations', check: checkAnnotations },
  { of: 'places in texts', check: checkPlaces },
  { of: 'numbers that are kept', check: checkCounts },
  { of: 'sources', check: checkRegister },
  { of: 'claims', check: checkClaims },
  { of: 'reviews', check: checkReviews },
  { of: 'the history', check: checkHistory },
  { of: 'people', check: checkPeople },
  { of: 'shared reports', check: checkShares },
  { of: 'confidential names', check: checkMasks },
  { of: 'characters', check: checkCharacters },
  { of: 'what exports hold', check: checkCarrying },
];

/**
 * Reads a whole database and says what is wrong with it, page by page, so that a large one takes
 * time and no memory; `begins` is told what comes next. Nothing is written. What the store itself
 * refuses to open is not met here.
 */
export async function* checkDesk(
  store: Store,
  begins: (what: string) => void = () => {},
): AsyncGenerator<Finding> {
  for (const { of, check } of checks) {
    begins(of);
    yield* check(store);
  }
}
