import type { Source } from '../../domain/register/source.js';

/** How a source is drawn: views/register/sign.ejs. */
export interface SignView {
  shape:
    | 'person'
    | 'group'
    | 'organisation'
    | 'document'
    | 'outlet'
    | 'unsaid'
    | 'confidential'
    | 'gap';
  /** Unnamed ones have the shape of their kind, dashed. */
  isDashed: boolean;
}

/** The sign of a source; of nothing, that of a gap. */
export function signView(
  source: Pick<Source, 'kind' | 'unnamed' | 'confidential'> | null | undefined,
): SignView {
  if (!source) return { shape: 'gap', isDashed: false };
  if (source.confidential) return { shape: 'confidential', isDashed: false };
  if (source.unnamed) return { shape: source.kind ?? 'person', isDashed: true };
  return { shape: source.kind ?? 'unsaid', isDashed: false };
}
