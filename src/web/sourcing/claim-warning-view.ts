import { createHash } from 'node:crypto';
import { type StandingWarning, sharedInWords } from '../../domain/claims/claim-warnings.js';
import { may } from '../../domain/rights.js';
import { capitalised } from '../../domain/text/wording.js';
import type { People } from '../api/answers.js';
import { sideBySidePath } from '../articles/shared-wording-view.js';
import { type RefusedForm, refusedAt } from '../forms/sent-form.js';
import type { Viewer } from '../page/viewer.js';
import { overrideView, type SetAsideView } from './override-view.js';

/** A warning of a claim, with how it was set aside or the form for that. */
export interface ClaimWarningView {
  title: string;
  sentence: string;
  /** The pages on which what it says can be seen, with what is seen there. */
  seenAt: { href: string; words: string }[];
  setAside: SetAsideView;
}

/** A warning on a claim, with the articles that it was seen in and the form that sets it aside. */
export function claimWarningView(
  claim: string,
  { code, about, sentence, pairs = [], override }: StandingWarning,
  { people, refused }: { people: People; refused: RefusedForm | null },
  viewer: Viewer,
): ClaimWarningView {
  const at = warningAnchor(code, about);
  const path = `/claims/${claim}/overrides`;
  return {
    title: capitalised(code),
    sentence,
    seenAt: pairs.map((pair) => ({
      href: sideBySidePath(...pair.articles),
      words: pairs.length === 1 ? 'Side by side' : sharedInWords(pair),
    })),
    setAside: {
      ...{ at, code, about: about.join(' '), back: `/claims/${claim}` },
      action: override ? `${path}/${override.id}/withdrawal` : path,
      override: overrideView(override, people, viewer),
      mayChange: may(viewer.actor, 'set aside warnings'),
      refused: refusedAt(refused, at),
    },
  };
}

/** The id of the element of a claim's page in which a warning stands. */
export function warningAnchor(code: string, about: readonly string[]): string {
  const ids = about.toSorted();
  const digest = createHash('sha256').update(ids.join(' ')).digest('hex').slice(0, 16);
  return ['warning', ...code.split(' '), ...(ids.length > 4 ? [digest] : ids)].join('-');
}
