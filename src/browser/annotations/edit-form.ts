import { elementOf } from '../page/element.js';
import { mayBeTypedOn } from '../page/gesture.js';
import { annotationOf, isOfProposal } from './draft.js';
import { signedOut } from './save.js';

/** Why the form of an annotation can’t be had, in words. */
export const whyNoForm = {
  gone: 'This annotation is no longer here: it may have been deleted.',
  signedOut,
  unreachable: 'The form can’t be had from the server. Check the connection, then try again.',
};

/** The form of an annotation that is there already, or of a proposal to it, from the server. */
export async function fetchForm(key: string): Promise<HTMLFormElement | keyof typeof whyNoForm> {
  mayBeTypedOn({ fieldComes: true });
  try {
    const of = isOfProposal(key) ? 'proposals/form' : 'form';
    const response = await fetch(`/annotations/${annotationOf(key)}/${of}`);
    if (response.status === 404) return 'gone';
    if (response.status === 401 || response.redirected) return 'signedOut';
    const fetched = response.ok ? elementOf(await response.text()) : null;
    return fetched instanceof HTMLFormElement ? fetched : 'unreachable';
  } catch {
    return 'unreachable';
  }
}
