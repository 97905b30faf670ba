/** What can go wrong with a request, by name; one table in `web/http/problems.ts` maps these to HTTP. */
export const problemCodes = [
  'unreadable',
  'invalid',
  'unauthenticated',
  'forbidden',
  'not-found',
  'gone',
  'conflict',
  'ambiguous',
  'stale',
  'precondition-required',
  'too-large',
  'too-many',
  'unsupported',
  'unavailable',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** A fault of one field of what was sent; `field` is the field's name in the form and in the API. */
export interface FieldFault {
  field: string;
  message: string;
  /** Where in the field's text it stands, in code points, half-open, if that can be told. */
  start?: number;
  end?: number;
}

/**
 * The one error of the program: a code for machines, a sentence for people, the fields at fault,
 * and what a caller needs to go on (such as the candidates of an ambiguous passage).
 * Everything that is thrown and is not a Problem is a defect of the program.
 */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    message: string,
    readonly fields: readonly FieldFault[] = [],
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'Problem';
  }

  /** A fault of one field: the sentence stands at that field, and at a place in its text, if one is given. */
  static field(
    field: string,
    message: string,
    place: Pick<FieldFault, 'start' | 'end'> = {},
  ): Problem {
    return new Problem('invalid', message, [{ field, message, ...place }]);
  }
}
