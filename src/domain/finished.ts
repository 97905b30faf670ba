/** What some work that yields between its pieces comes to, done in one go. */
export function finished<T>(work: Iterator<undefined, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
