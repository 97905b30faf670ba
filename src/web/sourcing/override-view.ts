import { z } from 'zod';
import type { ClaimOverride, SourcingOverride } from '../../domain/sourcing/override.js';
import {
  type Answer,
  momentShape,
  type People,
  personAnswer,
  personShape,
} from '../api/answers.js';
import type { RefusedForm } from '../forms/sent-form.js';
import { type MomentView, momentView, type Viewer } from '../page/viewer.js';

/** A warning that was set aside, or the form by which it can be. */
export interface SetAsideView {
  /** The id of the element in which the form stands. */
  at: string;
  /** Where the form is sent: to set it aside, or to take it up again. */
  action: string;
  code: string;
  /** What it is about, ids in a row; empty where its code alone tells. */
  about: string;
  /** Where one comes back to. */
  back: string;
  override: { by: string; at: MomentView; reason: string } | null;
  mayChange: boolean;
  refused: RefusedForm | null;
}

type Override = ClaimOverride | SourcingOverride;

/** How an override reads: who, when and why. */
export function overrideView(
  override: Override | null,
  people: People,
  viewer: Viewer,
): SetAsideView['override'] {
  return (
    override && {
      by: people.get(override.by) ?? override.by,
      at: momentView(override.at, viewer),
      reason: override.reason,
    }
  );
}

/** How an editor set a warning aside. */
export const overrideShape = z
  .object({ id: z.string(), reason: z.string(), by: personShape, at: momentShape })
  .meta({ id: 'Override' });

/** Why a warning was set aside, and by whom, in the API’s shape. */
export function overrideAnswer(
  { id, reason, by, at }: Override,
  people: People,
): Answer<typeof overrideShape> {
  return { id, reason, by: personAnswer(by, people), at };
}
