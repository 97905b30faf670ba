import type { Span } from '../../src/domain/text/span.js';

/** Reads "a [b] c" as the text "a b c" and the spans that stand in brackets. */
export function marked(notation: string): { text: string; spans: Span[] } {
  const spans: Span[] = [];
  let text = '';
  for (const part of notation.split(/(\[[^\]]*\])/u)) {
    const bracketed = part.startsWith('[');
    const words = bracketed ? part.slice(1, -1) : part;
    if (bracketed) spans.push({ start: text.length, end: text.length + words.length });
    text += words;
  }
  return { text, spans };
}

/** As marked, for a notation with one bracket. */
export function markedOnce(notation: string): { text: string; span: Span } {
  const { text, spans } = marked(notation);
  const [span] = spans;
  if (!span || spans.length > 1) throw new Error(`Mark one span: ${notation}`);
  return { text, span };
}
