import type { AgreementQuery } from '../../desk/agreement/agreement.js';
import { textFields } from '../http/form-fields.js';

/** What an address asks for: `article=ID`, `round=ID`, `people=ID&people=ID` or `people=ID,ID`, `blind=true`. */
export function agreementAsked(query: Readonly<Record<string, unknown>>): AgreementQuery {
  const { article, round, blind } = textFields(query, 'article', 'round', 'blind');
  return {
    article: article || undefined,
    round: round || undefined,
    people: peopleAsked(query.people),
    blind: blind === 'true',
  };
}

/** A choice that was left open is sent empty, and means anybody. */
function peopleAsked(sent: unknown): string[] {
  const names = Array.isArray(sent) ? sent : [sent];
  return names
    .filter((name) => typeof name === 'string')
    .flatMap((name) => name.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
