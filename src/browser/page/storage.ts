/** Works with the browser's storage. One that is full or forbidden answers null, and breaks nothing else. */
export function guarded<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
