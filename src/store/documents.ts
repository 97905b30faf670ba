import type { Annotation } from '../domain/annotations/annotation.js';
import type { Article, Edition } from '../domain/articles/article.js';
import type { Wording } from '../domain/articles/wording.js';
import type { Claim } from '../domain/claims/claim.js';
import type { Event } from '../domain/history/event.js';
import type { Person } from '../domain/people/person.js';
import type { DeskSettings } from '../domain/people/settings.js';
import type { Identity, Source } from '../domain/register/source.js';
import type { Round } from '../domain/rounds/round.js';
import type { Share } from '../domain/shares/share.js';
import type {
  AnswerRecord,
  AttemptRecord,
  NameWitness,
  SessionRecord,
  TokenRecord,
} from './records.js';

export { tokenKinds } from './records.js';

/** What a store holds: one type of document a collection. */
export interface Documents {
  articles: Article;
  editions: Edition;
  wordings: Wording;
  annotations: Annotation;
  sources: Source;
  claims: Claim;
  rounds: Round;
  settings: DeskSettings;
  events: Event;
  people: Person;
  sessions: SessionRecord;
  tokens: TokenRecord;
  identities: Identity;
  nameWitnesses: NameWitness;
  attempts: AttemptRecord;
  answers: AnswerRecord;
  shares: Share;
}
export type CollectionName = keyof Documents;
/** Collections of which a document may be somebody's. */
export type OwnedCollection = 'sessions' | 'tokens';

/** May be read, compared and shared. */
const publicCollections = [
  'articles',
  'editions',
  'wordings',
  'annotations',
  'sources',
  'claims',
  'rounds',
  'settings',
  'events',
] as const satisfies readonly CollectionName[];
/** Kept apart from everything else. */
const privateCollections = [
  'people',
  'sessions',
  'tokens',
  'identities',
  'nameWitnesses',
  'attempts',
  'answers',
  'shares',
] as const satisfies readonly CollectionName[];
export const collections = [...publicCollections, ...privateCollections] as const;

/** The two files of a desk, and the collections in each. */
export const halves = { public: publicCollections, private: privateCollections } as const;
export type Half = keyof typeof halves;

const privateNames: readonly CollectionName[] = privateCollections;

/** The half in which a collection stands. */
export function halfOf(collection: CollectionName): Half {
  return privateNames.includes(collection) ? 'private' : 'public';
}
