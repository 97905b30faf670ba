/** What colleagues say of an annotation, each thing under a name of its own. */
export type SaidKind = 'verdict' | 'proposal' | 'comment';

/** Names under which things are known outside: IRIs (RFC 3987). */
export interface Identifiers {
  article: (id: string) => string;
  edition: (article: string, number: number) => string;
  annotation: (id: string) => string;
  /** A verdict, proposal or comment of an annotation. */
  said: (kind: SaidKind, annotation: string, id: string) => string;
  /** The last settlement of an annotation. */
  settlement: (annotation: string) => string;
  /** What an annotation, a verdict, a proposal or a settlement of that name says. */
  content: (iri: string) => string;
  source: (id: string) => string;
  claim: (id: string) => string;
  person: (id: string) => string;
  /** What holds all the annotations of an article; of the whole desk for null. */
  collection: (article: string | null) => string;
}

/**
 * Identifiers under the desk's public address, where each can be looked up; without one they are
 * `urn:whence:…`. They are never taken from a request: the same thing has one name.
 */
export function identifiers(baseUrl: string | null): Identifiers {
  if (baseUrl === null) return urns;
  const base = baseUrl.replace(/\/+$/u, '');
  return {
    article: (id) => `${base}/articles/${id}`,
    edition: (article, number) => `${base}/articles/${article}?edition=${number}`,
    annotation: (id) => `${base}/annotations/${id}`,
    said: (kind, annotation, id) => `${base}/annotations/${annotation}#${kind}-${id}`,
    settlement: (annotation) => `${base}/annotations/${annotation}#settlement`,
    content: contentOf,
    source: (id) => `${base}/sources/${id}`,
    claim: (id) => `${base}/claims/${id}`,
    person: (id) => `${base}/people/${id}`,
    collection: (article) =>
      article === null
        ? `${base}/api/report?format=webannotation`
        : `${base}/api/articles/${article}/report?format=webannotation`,
  };
}

const urns: Identifiers = {
  article: (id) => `urn:whence:article:${id}`,
  edition: (article, number) => `urn:whence:edition:${article}.${number}`,
  annotation: (id) => `urn:whence:annotation:${id}`,
  said: (kind, _, id) => `urn:whence:${kind}:${id}`,
  settlement: (annotation) => `urn:whence:settlement:${annotation}`,
  content: contentOf,
  source: (id) => `urn:whence:source:${id}`,
  claim: (id) => `urn:whence:claim:${id}`,
  person: (id) => `urn:whence:person:${id}`,
  collection: (article) =>
    article === null ? 'urn:whence:annotations' : `urn:whence:annotations:${article}`,
};

function contentOf(iri: string): string {
  return iri.includes('#') ? `${iri}-content` : `${iri}#content`;
}
