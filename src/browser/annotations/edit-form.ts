import { elementOf } from '../page/element.js';

/** Why the form of an annotation can’t be had, in words. */
export const whyNoForm = {
  gone: 'This annotation is no longer here: it may have been deleted.',
  unreachable: 'The form can’t be had from the server. Check the connection, then try again.',
};

/** The form of an annotation that is there already, from the server. */
export async function fetchForm(id: string): Promise<HTMLFormElement | keyof typeof whyNoForm> {
  try {
    const response = await fetch(`/annotations/${id}/form`);
    if (response.status === 404) return 'gone';
    const fetched = response.ok && !response.redirected ? elementOf(await response.text()) : null;
    return fetched instanceof HTMLFormElement ? fetched : 'unreachable';
  } catch {
    return 'unreachable';
  }
}
