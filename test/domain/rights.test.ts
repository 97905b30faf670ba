import { describe, expect, test } from 'vitest';
import { type Role, roles } from '../../src/domain/people/person.js';
import {
  type Act,
  type ActTargets,
  demand,
  demandTheirs,
  demandToDo,
  may,
  mayDo,
  type PersonWithRole,
  type Right,
  rights,
} from '../../src/domain/rights.js';

/** The table “Who may do what”, one row a right, from reader to admin. */
const table: Record<Right, string> = {
  read: '✓ ✓ ✓ ✓',
  'add articles': '· ✓ ✓ ✓',
  annotate: '· ✓ ✓ ✓',
  judge: '· ✓ ✓ ✓',
  propose: '· ✓ ✓ ✓',
  comment: '· ✓ ✓ ✓',
  'ask for reviews': '· ✓ ✓ ✓',
  'add sources': '· ✓ ✓ ✓',
  "change anyone's annotations": '· · ✓ ✓',
  'decide on any proposal': '· · ✓ ✓',
  'settle disputes': '· · ✓ ✓',
  'hold blind rounds': '· · ✓ ✓',
  "see the desk's figures": '· · ✓ ✓',
  'rate sources': '· · ✓ ✓',
  'change sources': '· · ✓ ✓',
  'decide claims': '· · ✓ ✓',
  'set aside warnings': '· · ✓ ✓',
  'mask sources': '· · ✓ ✓',
  'see identities': '· · ✓ ✓',
  'change articles': '· · ✓ ✓',
  'delete articles': '· · ✓ ✓',
  'share reports': '· · ✓ ✓',
  'manage people': '· · · ✓',
  "manage anyone's tokens": '· · · ✓',
  'import a desk': '· · · ✓',
  'change settings': '· · · ✓',
  'expunge names': '· · · ✓',
};

describe('a role', () => {
  test.each(Object.entries(table) as [Right, string][])('%s: %s', (right, row) => {
    expect(roles.map((role) => (may(person(role), right) ? '✓' : '·')).join(' ')).toBe(row);
  });

  test('of somebody disabled gives no right at all', () => {
    for (const right of Object.keys(rights) as Right[]) {
      expect(may({ role: 'admin', disabled: true }, right)).toBe(false);
    }
  });

  test('that is too low is told which one is wanted', () => {
    expect(() => demand(person('reader'), 'annotate')).toThrow(
      'To annotate takes the role of annotator or more.',
    );
    expect(() => demand(person('editor'), 'import a desk')).toThrow(
      'To import a desk takes the role of admin.',
    );
  });
});

/** Whose thing it is that somebody does something to. */
const me = 'me';
const other = 'somebody else';
const annotation = { creator: other, parts: {}, deleted: null };
const [mine, deleted] = [
  { ...annotation, creator: me },
  { at: '2026-01-01', by: other },
];

type Row<A extends Act> = readonly [act: A, whose: string, thing: ActTargets[A], row: string];

/** A row that stands only where its thing fits its act. */
function row<A extends Act>(act: A, whose: string, thing: ActTargets[A], allowed: string): Row<A> {
  return [act, whose, thing, allowed];
}

/** What depends on whose thing it is: from reader to admin, and last an admin who is disabled. */
const acts = [
  row('change the annotation', 'one’s own', mine, '· ✓ ✓ ✓ ·'),
  row('change the annotation', 'another’s', annotation, '· · ✓ ✓ ·'),
  row('change the annotation', 'a deleted one', { ...mine, deleted }, '· · · · ·'),
  row('restore the annotation', 'one’s own', { ...mine, deleted }, '· ✓ ✓ ✓ ·'),
  row('restore the annotation', 'another’s', { ...annotation, deleted }, '· · ✓ ✓ ·'),
  row('judge the annotation', 'one’s own', mine, '· · · · ·'),
  row('judge the annotation', 'another’s', annotation, '· ✓ ✓ ✓ ·'),
  row('judge the annotation', 'partly one’s own', partly(me), '· · · · ·'),
  row('judge the annotation', 'partly a third one’s', partly('third'), '· ✓ ✓ ✓ ·'),
  row('judge the annotation', 'a deleted one', { ...annotation, deleted }, '· · · · ·'),
  row('propose something else', 'one’s own', mine, '· · · · ·'),
  row('propose something else', 'another’s', annotation, '· ✓ ✓ ✓ ·'),
  row('propose something else', 'partly one’s own', partly(me), '· ✓ ✓ ✓ ·'),
  row('propose something else', 'a deleted one', { ...annotation, deleted }, '· · · · ·'),
  row('decide on a proposal to it', 'one’s own', mine, '· ✓ ✓ ✓ ·'),
  row('decide on a proposal to it', 'another’s', annotation, '· · ✓ ✓ ·'),
  row('decide on a proposal to it', 'a deleted one', { ...mine, deleted }, '· · · · ·'),
  row('uphold or amend it', 'one’s own', mine, '· · · · ·'),
  row('uphold or amend it', 'another’s', annotation, '· · ✓ ✓ ·'),
  row('uphold or amend it', 'a deleted one', { ...annotation, deleted }, '· · · · ·'),
  row('take back the verdict', 'one’s own', { by: me }, '· ✓ ✓ ✓ ·'),
  row('take back the verdict', 'another’s', { by: other }, '· · · · ·'),
  row('take back the proposal', 'one’s own', { by: me }, '· ✓ ✓ ✓ ·'),
  row('take back the proposal', 'another’s', { by: other }, '· · · · ·'),
  row('take back the request', 'by oneself', { by: me, to: other }, '· ✓ ✓ ✓ ·'),
  row('take back the request', 'to oneself', { by: other, to: me }, '· ✓ ✓ ✓ ·'),
  row('take back the request', 'between others', { by: other, to: 'third' }, '· · · · ·'),
  row('take back the comment', 'one’s own', { by: me }, '· ✓ ✓ ✓ ·'),
  row('take back the comment', 'another’s', { by: other }, '· · · · ·'),
  row('change the article', 'one’s own', { creator: me }, '· ✓ ✓ ✓ ·'),
  row('change the article', 'another’s', { creator: other }, '· · ✓ ✓ ·'),
  row('see who the source is', 'one’s own', { creator: me }, '✓ ✓ ✓ ✓ ·'),
  row('see who the source is', 'another’s', { creator: other }, '· · ✓ ✓ ·'),
  row('be warned of its name', 'one’s own', masked(me, other), '✓ ✓ ✓ ✓ ·'),
  row('be warned of its name', 'masked by oneself', masked(other, me), '✓ ✓ ✓ ✓ ·'),
  row('be warned of its name', 'another’s', masked(other, 'third'), '· · ✓ ✓ ·'),
  row('see figures of these people', 'oneself among them', [other, me], '✓ ✓ ✓ ✓ ·'),
  row('see figures of these people', 'of others', [other, 'third'], '· · ✓ ✓ ·'),
  row('manage the token', 'one’s own', { person: me }, '✓ ✓ ✓ ✓ ·'),
  row('manage the token', 'another’s', { person: other }, '· · · ✓ ·'),
  row('manage the token', 'nobody’s', { person: null }, '· · · ✓ ·'),
  row('change the access of the person', 'oneself', { id: me }, '· · · · ·'),
  row('change the access of the person', 'another', { id: other }, '· · · ✓ ·'),
  row('annotate within the round', 'not taking part', round(other, null), '· ✓ ✓ ✓ ·'),
  row('annotate within the round', 'taking part', round(me, null), '· ✓ ✓ ✓ ·'),
  row('annotate within the round', 'handed in', round(me, '2026-01-01'), '· · · · ·'),
  row('annotate within the round', 'another handed in', round(other, '2026-01-01'), '· ✓ ✓ ✓ ·'),
  row(
    'annotate within the round',
    'handed in before another',
    { people: [...round(other, null).people, ...round(me, '2026-01-01').people] },
    '· · · · ·',
  ),
];

describe('to', () => {
  test.each(acts)('%s, %s', (act, _whose, thing, allowed) => {
    const people = [...roles.map(person), { ...person('admin'), disabled: true }];
    expect(people.map((each) => (mayDo(each, act, thing) ? '✓' : '·')).join(' ')).toBe(allowed);
  });

  test('do what one may not is refused with a sentence that says who may', () => {
    expect(() => demandToDo(person('annotator'), 'change the annotation', annotation)).toThrow(
      'Only its author and editors may change this annotation.',
    );
    expect(() => demandToDo(person('annotator'), 'change the annotation', mine)).not.toThrow();
  });

  test('annotate after handing in is no question of rights but of time', () => {
    const late = () => demandToDo(person('editor'), 'annotate within the round', round(me, 'now'));
    expect(late).toThrow(expect.objectContaining({ code: 'conflict' }));
  });

  test('judge, where the role is checked elsewhere, is refused to authors alone', () => {
    expect(() => demandTheirs(me, 'judge the annotation', partly(me))).toThrow('Nobody reviews');
    expect(() => demandTheirs(me, 'judge the annotation', annotation)).not.toThrow();
  });
});

function person(role: Role): PersonWithRole {
  return { id: me, role, disabled: false };
}

function partly(by: string) {
  return { ...annotation, parts: { chain: { by, revision: 2 } } };
}

function masked(creator: string, by: string) {
  return { creator, identity: { creator: by } };
}

function round(member: string, handedIn: string | null) {
  return { people: [{ person: member, handedIn }] };
}
