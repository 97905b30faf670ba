/** Works with the browser's storage. One that is full or forbidden answers null, and breaks nothing else. */
export function guarded<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

/** Tells words that are kept from what they were before or after, without saying them. */
export function digestOf(kept: string): string {
  let digest = 0;
  for (let at = 0; at < kept.length; at += 1)
    digest = (Math.imul(digest, 31) + kept.charCodeAt(at)) | 0;
  return `${kept.length} ${digest}`;
}
