import type { Annotation } from '../../domain/annotations/annotation.js';
import type { Claim } from '../../domain/claims/claim.js';
import type { ClaimWarning, StandingWarning } from '../../domain/claims/claim-warnings.js';
import { Problem } from '../../domain/problem.js';
import type { Source } from '../../domain/register/source.js';
import { demand } from '../../domain/rights.js';
import {
  type ClaimOverride,
  type ClaimOverrideInput,
  isAboutSame,
  overrideIn,
  type SourcingOverride,
  type SourcingOverrideInput,
  warningsOfSources,
  withOverride,
  withoutOverride,
} from '../../domain/sourcing/override.js';
import { replace } from '../../store/store.js';
import { claimById } from '../claims/claim-changes.js';
import { tellStanding } from '../claims/claim-reading.js';
import { standingForClaim } from '../claims/kept-claims.js';
import { type Actor, type Desk, idOfMade, now } from '../desk.js';
import { documents } from '../documents.js';
import { record } from '../history/record.js';
import { demandUnnamed, type WithConfirmation } from '../register/questions.js';
import { reviewing } from '../review/reviewing.js';
import { commitPlanned, commitWithRetry } from '../with-retry.js';
import { checksOf } from './article-sourcing.js';

/*
 * Warnings that editors set aside: of claims, and of the sourcing of annotations. Nothing that is worked
 * out changes by it; the warning stays where it was, with who set it aside, when and why.
 */

/**
 * Sets a warning of a claim aside, as it stands. Throws *invalid* for one that does not stand there, and
 * *conflict* for one that is set aside already.
 */
export async function setClaimWarningAside(
  desk: Desk,
  actor: Actor,
  id: string,
  { code, about, reason, confirm }: ClaimOverrideInput & WithConfirmation,
): Promise<{ claim: Claim; override: ClaimOverride }> {
  demand(actor, 'set aside warnings');
  await demandUnnamed(desk, actor, reason, confirm);
  const made = idOfMade(desk, 'override');
  const { worked } = await commitPlanned(desk, async () => {
    const claim = await standingClaim(desk, id);
    const before = claim.overrides.find((override) => override.id === made);
    if (before) return { claim, override: before, changes: [] };
    const warning = await warningMeant(desk, claim, { code, about });
    const stamp = { at: now(desk), by: actor.id };
    const override = { id: made, ...stamp, reason, code, about: warning.about };
    const isSame = (standing: ClaimOverride) =>
      standing.code === code && isAboutSame(standing.about, warning.about);
    const next = withOverride(claim, override, isSame);
    const happened = {
      action: 'override.made' as const,
      before: null,
      after: { override: made, code, reason },
    };
    const sources = await sourcesMeant(desk, warning);
    const changes = [
      replace('claims', next),
      // Written as they stand, so that nobody masks one meanwhile.
      ...sources.map((source) => replace('sources', source)),
      record(stamp, { kind: 'claim', id: claim.id }, happened),
    ];
    return { claim: next, override, changes };
  });
  return worked;
}

/** Takes a claim's warning up again that was set aside; done once where it is sent twice. */
export async function takeClaimWarningUp(
  desk: Desk,
  actor: Actor,
  id: string,
  override: string,
): Promise<void> {
  demand(actor, 'set aside warnings');
  await commitWithRetry(desk, async () => {
    const claim = await claimById(desk, id);
    const found = claim.overrides.find((each) => each.id === override);
    if (!found && desk.request !== null) return [];
    const { about, code, reason } = overrideIn(claim, override);
    const happened = {
      action: 'override.withdrawn' as const,
      before: { override, code, about, reason },
      after: null,
    };
    return [
      replace('claims', withoutOverride(claim, override)),
      record({ at: now(desk), by: actor.id }, { kind: 'claim', id }, happened),
    ];
  });
}

/** The claim that stands for one, where nothing that others may not see is among its passages. */
async function standingClaim(desk: Desk, id: string): Promise<Claim> {
  const standing = await standingForClaim(desk, await claimById(desk, id));
  if (standing.passages.every(({ isBlind }) => !isBlind)) {
    return claimById(desk, standing.claim.id);
  }
  throw new Problem('conflict', 'Set it aside when the blind round on its article has ended.');
}

/** The sources that a warning is about, where it is about sources. Throws *conflict* where one was masked just now. */
async function sourcesMeant({ whole }: Desk, { code, about }: ClaimWarning): Promise<Source[]> {
  if (!warningsOfSources.includes(code)) return [];
  const ids = [...new Set(about)];
  const sources = await documents(whole, 'sources', ids);
  if (sources.length === ids.length) return sources;
  throw new Problem('conflict', 'The sources it is about changed at this moment: look again.');
}

async function warningMeant(
  desk: Desk,
  claim: Claim,
  { code, about }: Pick<ClaimOverrideInput, 'code' | 'about'>,
): Promise<StandingWarning> {
  const { warnings } = await tellStanding(desk, await standingForClaim(desk, claim));
  const ofCode = warnings.filter((warning) => warning.code === code);
  const meant = about ? ofCode.filter((warning) => isAboutSame(warning.about, about)) : ofCode;
  const [only, ...others] = meant;
  if (!only) throw Problem.field('code', 'There is no such warning of this claim now.');
  if (others.length === 0) return only;
  throw Problem.field('about', 'Several of its kind stand: name what it is about.');
}

/**
 * Sets a check of an annotation's sourcing aside, for the revision that stands. Throws *invalid* for
 * a check that finds nothing there, and *conflict* for one that is set aside already.
 */
export async function setCheckAside(
  desk: Desk,
  actor: Actor,
  id: string,
  { code, reason, confirm }: SourcingOverrideInput & WithConfirmation,
): Promise<{ annotation: Annotation; override: SourcingOverride }> {
  demand(actor, 'set aside warnings');
  await demandUnnamed(desk, actor, reason, confirm);
  const made = idOfMade(desk, 'override');
  return reviewing(desk, actor, id, async (annotation, stamp) => {
    const before = annotation.overrides.find((override) => override.id === made);
    if (before) return { annotation, override: before, happened: [] };
    const found = await checksOf(desk, annotation);
    if (!found.some((check) => check.code === code)) {
      throw Problem.field('code', 'This check finds nothing in the annotation now.');
    }
    const { revision } = annotation;
    const override = { id: made, ...stamp, reason, code, revision };
    const isSame = (standing: SourcingOverride) =>
      standing.code === code && standing.revision === revision;
    const happened = {
      action: 'override.made' as const,
      before: null,
      after: { override: made, code, reason },
    };
    const next = withOverride(annotation, override, isSame);
    return { annotation: next, override, happened: [happened] };
  });
}

/** Takes a check of an annotation's sourcing up again. */
export async function takeCheckUp(
  desk: Desk,
  actor: Actor,
  id: string,
  override: string,
): Promise<Annotation> {
  demand(actor, 'set aside warnings');
  const { annotation } = await reviewing(desk, actor, id, (current) => {
    const found = current.overrides.find((each) => each.id === override);
    if (!found && desk.request !== null) return { annotation: current, happened: [] };
    const { code, reason } = overrideIn(current, override);
    const happened = {
      action: 'override.withdrawn' as const,
      before: { override, code, reason },
      after: null,
    };
    return { annotation: withoutOverride(current, override), happened: [happened] };
  });
  return annotation;
}
