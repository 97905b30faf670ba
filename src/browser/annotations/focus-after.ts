import type { Span } from '../../domain/text/span.js';
import { focusParagraph } from '../text/passage.js';
import type { EditionText } from '../text/text-position.js';
import type { OpenForm } from './open-form.js';

/**
 * Where a form that is closed leaves the focus: where it was before; where that can't have it, in what waits of the
 * form, or at its passage.
 */
export function focusAfter({ back, key, span }: OpenForm, text: EditionText): void {
  if (back instanceof HTMLElement) back.focus({ preventScroll: true });
  const line = `.cards [data-draft="${CSS.escape(key)}"] button`;
  if (document.activeElement === document.body)
    document.querySelector<HTMLElement>(line)?.focus({ preventScroll: true });
  focusPassage(text, span);
}

/** The paragraph in which a passage begins has the focus, where nothing else has it. */
export function focusPassage(text: EditionText, span: Span | null): void {
  const start = span && text.rangeOf(span).startContainer.parentElement;
  focusParagraph(start?.closest('p[data-start]') ?? null);
}
