import type { Statement } from '../../domain/annotations/content.js';
import type { Annotation } from '../../domain/annotations/model.js';
import type { Edition } from '../../domain/articles/article.js';
import type { Span } from '../../domain/text/span.js';

/** Takes a span of an edition from UTF-16 code units to code points, or back. */
type Convert = (edition: number, span: Span) => Span;

type PositionedAnnotation = Pick<Annotation, 'edition' | 'target' | 'proposals' | 'carried'>;

/** An annotation with every position in it converted, each by the edition in which it holds. */
export function convertAnnotation<A extends PositionedAnnotation>(
  annotation: A,
  convert: Convert,
): A {
  return {
    ...convertStatement(annotation, convert),
    proposals: annotation.proposals.map((proposal) => ({
      ...proposal,
      content: convertStatement(proposal.content, convert),
    })),
    carried: annotation.carried.map((each) => convertCarried(each, convert)),
  };
}

/** The blocks of an edition, converted. */
export function convertBlocks(
  { number, blocks }: Pick<Edition, 'number' | 'blocks'>,
  convert: Convert,
): Edition['blocks'] {
  return blocks.map((block) => ({ ...block, ...convert(number, spanOf(block)) }));
}

function convertStatement<S extends Pick<Statement, 'edition' | 'target'>>(
  statement: S,
  convert: Convert,
): S {
  const { edition, target } = statement;
  return { ...statement, target: { ...target, ...convert(edition, spanOf(target)) } };
}

function convertCarried(
  carried: Annotation['carried'][number],
  convert: Convert,
): Annotation['carried'][number] {
  const { edition, start, end } = carried;
  if (start === null || end === null) return carried;
  return { ...carried, ...convert(edition, { start, end }) };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
