/** What our server answers as text; null where it can’t be asked, or sends us elsewhere. */
export async function textOf(address: string): Promise<string | null> {
  try {
    const response = await fetch(address);
    return response.ok && !response.redirected ? await response.text() : null;
  } catch {
    return null;
  }
}
