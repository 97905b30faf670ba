const turningMarks = /\p{Bidi_Control}+/gu;

/** A name without the marks that turn its direction, by which it would pass for another. */
export function withoutTurning(name: string): string {
  return name.replace(turningMarks, '');
}
