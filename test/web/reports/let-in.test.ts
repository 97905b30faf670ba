import { afterEach, beforeEach, expect, test } from 'vitest';
import { credentialOfToken, lastsUntil } from '../../../src/desk/people/credentials.js';
import { LetIn, whileLetIn } from '../../../src/desk/people/let-in.js';
import { changeAccess } from '../../../src/desk/people/people.js';
import { createToken, revokeToken } from '../../../src/desk/people/tokens.js';
import type { Store } from '../../../src/store/store.js';
import { type Newsroom, openNewsroom } from '../../newsroom.js';
import { openMemoryStore } from '../../store/memory.js';
import { annotated } from '../review/reviewed.js';

/* A file that takes an hour is not read to its end by somebody whom the desk no longer lets in. */

let room: Newsroom;
/** What happens when the editions of an article are read. */
let meanwhile: () => Promise<unknown> = async () => {};

/** A store in the midst of whose reading something happens. */
function eventful(store: Store): Store {
  return new Proxy(store, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== 'function') return value;
      return async (...asked: unknown[]) => {
        if (asked[0] === 'editions') await meanwhile();
        return Reflect.apply(value, target, asked);
      };
    },
  });
}

beforeEach(async () => {
  meanwhile = async () => {};
  room = await openNewsroom();
});
afterEach(() => room.close());

async function reading(happens: (id: string) => Promise<unknown>, minutes = 1): Promise<unknown> {
  const { secret, token } = await createToken(room.desk, room.tom, room.tom.id, {
    label: 'nightly',
  });
  async function* pieces() {
    yield 'one';
    await happens(token.id);
    room.pass({ minutes });
    yield 'two';
  }
  const read: string[] = [];
  const pass = credentialOfToken(secret);
  try {
    const letIn = new LetIn(room.desk, () => lastsUntil(room.desk, pass));
    for await (const piece of whileLetIn(letIn, pieces())) read.push(piece);
  } catch (fault) {
    return [...read, (fault as Error).message];
  }
  return read;
}

test('a long answer goes on for whoever is let in', async () => {
  expect(await reading(async () => {})).toEqual(['one', 'two']);
});

test('it ends with the token or session of its reader', async () => {
  for (const minutes of [1, -24 * 60]) {
    const read = await reading((id) => revokeToken(room.desk, room.tom, id), minutes);
    expect(read).toEqual(['one', 'Sign in first.']);
  }
});

test('it ends with the place of its reader on the desk', async () => {
  const read = await reading(() =>
    changeAccess(room.desk, room.ada, room.tom.id, { disabled: true }),
  );
  expect(read).toEqual(['one', 'Sign in first.']);
});

test.each(['csv', 'html', 'json', 'docx'])('a report as %s is such an answer', async (format) => {
  const eventfulRoom = await openNewsroom({ store: eventful(openMemoryStore()) });
  const { article } = await annotated(eventfulRoom);
  const browser = await eventfulRoom.signedIn(eventfulRoom.tom);
  const address = `/articles/${article}/report?format=${format}`;
  await browser.get(address).expect(200);
  meanwhile = async () => {
    meanwhile = async () => {};
    await changeAccess(eventfulRoom.desk, eventfulRoom.ada, 'tom', { disabled: true });
    eventfulRoom.pass({ minutes: 1 });
  };
  const { headers } = await browser.get(address).expect(303);
  expect(headers.location).toMatch(/^\/sign-in\?/u);
  expect(headers['content-disposition']).toBeUndefined();
  await eventfulRoom.close();
});
