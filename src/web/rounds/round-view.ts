import type { Stamp } from '../../domain/annotations/annotation.js';
import { may, mayDo } from '../../domain/rights.js';
import { awaited, isOpen, type Participant, type Round } from '../../domain/rounds/round.js';
import { type MomentView, momentView, type Viewer } from '../page/viewer.js';

type People = ReadonlyMap<string, string>;

interface ParticipantView {
  id: string;
  name: string;
  /** As in "handed in", with when. */
  state: 'awaited' | 'handed in' | 'excused';
  /** For whoever may excuse them: why they can't hand in any more; null where they can. */
  cannot: string | null;
  sign: string;
  at: MomentView | null;
  /** Where the round is made to go on without them. */
  excuse: string | null;
}

/** A blind round, open or ended. */
export interface RoundView {
  id: string;
  article: string;
  isOpen: boolean;
  opened: StampView;
  ended: StampView | null;
  people: ParticipantView[];
  /** The names of those who are awaited. */
  awaited: string[];
  /** How the viewer takes part; null: not at all. */
  mine: ParticipantView['state'] | null;
  /** Whether the viewer annotates the article meanwhile. */
  mayAnnotate: boolean;
}

interface StampView {
  by: string;
  at: MomentView;
}

/**
 * A round as the viewer sees it: who is awaited, and what is left to do for the viewer.
 *
 * @param unable why people can't hand in any more, by their ids
 */
export function roundView(
  round: Round,
  people: People,
  viewer: Viewer,
  unable: People = new Map(),
): RoundView {
  const { id, article, created, creator, ended } = round;
  const mine = round.people.find(({ person }) => person === viewer.actor.id);
  return {
    id,
    article,
    isOpen: isOpen(round),
    opened: stampView({ by: creator, at: created }, people, viewer),
    ended: ended && stampView(ended, people, viewer),
    people: round.people.map((part) => participantView(part, round, people, viewer, unable)),
    awaited: awaited(round).map((person) => people.get(person) ?? person),
    mine: mine ? stateOf(mine) : null,
    mayAnnotate: mayDo(viewer.actor, 'annotate within the round', round),
  };
}

const signs = { awaited: 'unreviewed', 'handed in': 'agreed', excused: 'minus' } as const;

function participantView(
  part: Participant,
  round: Round,
  people: People,
  viewer: Viewer,
  unable: People,
): ParticipantView {
  const { person, handedIn, excused } = part;
  const state = stateOf(part);
  const at = handedIn ?? excused?.at ?? null;
  const mayExcuse = state === 'awaited' && may(viewer.actor, 'hold blind rounds');
  return {
    id: person,
    name: people.get(person) ?? person,
    state,
    cannot: (mayExcuse && unable.get(person)) || null,
    sign: signs[state],
    at: at === null ? null : momentView(at, viewer),
    excuse: mayExcuse ? `/rounds/${round.id}/people/${person}/excuse` : null,
  };
}

function stateOf({ handedIn, excused }: Participant): ParticipantView['state'] {
  if (handedIn) return 'handed in';
  return excused ? 'excused' : 'awaited';
}

function stampView({ by, at }: Stamp, people: People, viewer: Viewer): StampView {
  return { by: people.get(by) ?? by, at: momentView(at, viewer) };
}
