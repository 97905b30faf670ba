import { describe, expect, test } from 'vitest';
import {
  demand,
  may,
  type Right,
  type Role,
  rights,
  roles,
} from '../../../src/domain/people/person.js';

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
  'see identities': '· · ✓ ✓',
  'change articles': '· · ✓ ✓',
  'delete articles': '· · ✓ ✓',
  'manage people': '· · · ✓',
  "manage anyone's tokens": '· · · ✓',
  'import a desk': '· · · ✓',
  'change settings': '· · · ✓',
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
      'To annotate one must be an annotator or more.',
    );
  });
});

function person(role: Role) {
  return { role, disabled: false };
}
