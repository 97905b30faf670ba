import { expect, test } from 'vitest';
import { type Desk, openDesk } from '../../../src/desk/desk.js';
import {
  changeSource,
  removeSource,
  restoreSource,
  tellApart,
} from '../../../src/desk/register/entry-changes.js';
import { joinSource, joinSources, partSource } from '../../../src/desk/register/joining.js';
import { maskSource } from '../../../src/desk/register/masking/masking.js';
import { addSource } from '../../../src/desk/register/new-sources.js';
import { parse } from '../../../src/domain/parse.js';
import type { Person } from '../../../src/domain/people/person.js';
import { Problem } from '../../../src/domain/problem.js';
import { entryChangeInput, sourceInput } from '../../../src/domain/register/source-input.js';
import { storeInBetween } from '../../store/in-between.js';
import { openMemoryStore } from '../../store/memory.js';
import { open } from './masking/masking-desk.js';

/** What is done to an entry: how it is made ready, done, and recorded. */
interface Act {
  prepare?: (desk: Desk, mira: Person, id: string, other: string) => Promise<unknown>;
  act: (desk: Desk, mira: Person, id: string, other: string) => Promise<{ id: string }>;
  recorded: string;
}

const description = parse(entryChangeInput, {
  name: 'Ida Brandt',
  description: 'Keeps the minutes.',
});

const acts: Record<string, Act> = {
  'what an entry says is put right': {
    act: (desk, mira, id) => changeSource(desk, mira, id, description),
    recorded: 'source.changed',
  },
  'an entry is joined with another': {
    act: (desk, mira, id, other) => joinSource(desk, mira, id, other),
    recorded: 'source.joined',
  },
  'another entry is joined with it': {
    act: (desk, mira, id, other) => joinSources(desk, mira, { ids: [other], into: id }),
    recorded: 'source.joined',
  },
  'an entry is parted': {
    prepare: (desk, mira, id, other) => joinSource(desk, mira, id, other),
    act: (desk, mira, id) => partSource(desk, mira, id),
    recorded: 'source.parted',
  },
  'two entries are told apart': {
    act: (desk, mira, id, other) => tellApart(desk, mira, id, other),
    recorded: 'source.changed',
  },
  'a removed entry is put back': {
    prepare: (desk, mira, id) => removeSource(desk, mira, id),
    act: (desk, mira, id) => restoreSource(desk, mira, id),
    recorded: 'source.restored',
  },
};

test.each(Object.entries(acts))(
  '%s: whoever does so hears that it was saved, though the source is masked at that moment',
  async (_, { prepare, act, recorded }) => {
    let saved = 0;
    for (let calls = 0, isOver = false; !isOver; calls++) {
      const { desk, mira } = await open(openMemoryStore());
      const added = (name: string) => addSource(desk, mira, parse(sourceInput, { name }));
      const [{ id }, { id: other }] = [await added('Ida Brandt'), await added('Ola Moen')];
      await prepare?.(desk, mira, id, other);
      const masking = () =>
        maskSource(desk, mira, id).catch((fault) => {
          if (!(fault instanceof Problem)) throw fault;
        });
      const { store, hasActed } = storeInBetween(desk.store, calls, masking);
      const answer = await act(openDesk(store), mira, id, other).then(
        (source) => source.id,
        (fault) => fault,
      );
      isOver = !hasActed();
      const { items } = await desk.store.find('events', 'all', { key: '', limit: 100 });
      if (!items.some(({ action, by }) => action === recorded && by === mira.id)) continue;
      saved += 1;
      expect([id, other], `after ${calls} calls`).toContain(answer);
    }
    expect(saved).toBeGreaterThan(0);
  },
);
