import {
  type DrawnSign,
  drawnSign,
  type SignShape,
  signMarkup,
} from '../../domain/chain/sign-shapes.js';
import type { Source } from '../../domain/register/source.js';

/** How a source is drawn: views/register/sign.ejs. */
export interface SignView {
  shape: SignShape;
  /** The inside of its SVG. */
  markup: string;
}

/** The sign of a source; of nothing, that of a gap. */
export function signView(
  source: Pick<Source, 'kind' | 'unnamed' | 'confidential'> | null | undefined,
): SignView {
  return viewOfSign(drawnSign(source ?? null));
}

/** A sign by itself, as where signs are explained. */
export function viewOfSign(sign: DrawnSign): SignView {
  return { shape: sign.shape, markup: signMarkup(sign) };
}
