import { restoreAnnotation } from '../../src/desk/annotations/deleting.js';
import {
  type Act,
  type ActsOn,
  actsOn,
  nothing,
  people,
  pick,
  refusable,
} from '../desk/reports/acts-on.js';
import { type Acting, ferry } from '../desk/reports/desk-acts.js';

/** How many different ones there are. */
export const furtherCount = 13;

/** What colleagues do besides: with whole articles, in rounds, with confidential names, late and twice. */
export function furtherActs({ room, articles, ask }: Acting): readonly Act[] {
  const on = actsOn(room, articles, ask);
  return [...articleActs(on), ...roundActs(on), ...confidentialActs(on), ...repeatedActs(on)];
}

function articleActs({ room, articles, ask }: ActsOn): readonly Act[] {
  return [
    async ([one, two, three]) => {
      const text = ferry
        .filter((_, at) => at !== one % 8)
        .map((line) => (two % 2 ? line : line.replace('The mayor', 'Zoë Ødegård 🌊')))
        .join('\n');
      return [
        await ask('mira', 'post', `/articles/${articles[three % 2 ? 1 : 0]}/editions`, { text }),
      ];
    },
    async ([one, two]) => [
      await ask('mira', 'post', '/articles', {
        title: pick(['ﬁsh', '🌊', '\uFFFDz', 'The ferry', 'łódź'], one),
        publisher: pick(['The Ledger', '🌊 Press', '\uFFFDuff'], two),
        text: ferry.slice(one % 3).join('\n\n'),
      }),
    ],
    async ([one, two]) => {
      const { body } = await ask('ada', 'get', '/articles?sort=title');
      const others = [body.items].flat().filter((each) => !articles.includes(Object(each).id));
      if (others.length === 0) return nothing;
      const asked = two % 2 ? '?annotations=delete' : '';
      return [await ask('mira', 'delete', `/articles/${Object(pick(others, one)).id}${asked}`)];
    },
    async ([one]) => [
      await ask('mira', 'post', `/articles/${pick(articles, one)}/shares`, {
        note: pick(['For the board.', '🌊'], one),
      }),
    ],
    async ([one]) => {
      const deleted = (
        await room.store.find('annotations', 'everything', {
          key: pick(articles, one),
          limit: 1000,
        })
      ).items.filter((each) => each.deleted);
      return deleted.length === 0
        ? nothing
        : refusable(restoreAnnotation(room.desk, room.mira, pick(deleted, one).id));
    },
  ];
}

function roundActs({ articles, ask }: ActsOn): readonly Act[] {
  const rounds = async (): Promise<string[]> => {
    const { body } = await ask('ada', 'get', `/articles/${articles[0]}/rounds`);
    return [body.items].flat().map((each) => String(Object(each).id));
  };
  return [
    async () => [
      await ask('mira', 'post', `/articles/${articles[0]}/rounds`, { people: ['jonas', 'nils'] }),
    ],
    async ([one, two]) => {
      const all = await rounds();
      if (all.length === 0) return nothing;
      const by = pick(['jonas', 'nils'] as const, one);
      return [await ask(by, 'post', `/rounds/${pick(all, two)}/hand-in`)];
    },
  ];
}

function confidentialActs({ articles, ask, sourceAt }: ActsOn): readonly Act[] {
  return [
    async ([one, two]) => [
      await ask(pick(people, one), 'post', `/articles/${articles[0]}/annotations`, {
        target: { exact: pick(['A boat', 'The ferry'], two) },
        chain: pick(['Una Berg (confidential) -told-> The Ledger', 'Zoë Ødegård -told-> ?'], one),
      }),
    ],
    async ([one, two]) => {
      const source = await sourceAt(one);
      const sent = two % 3 === 0 ? {} : { confirm: ['masking'] };
      return source ? [await ask('mira', 'post', `/sources/${source.id}/masking`, sent)] : nothing;
    },
    async ([one]) => {
      const source = await sourceAt(one);
      return source ? [await ask('mira', 'delete', `/sources/${source.id}/masking`)] : nothing;
    },
  ];
}

function repeatedActs({ room, ask, annotationAt }: ActsOn): readonly Act[] {
  return [
    async ([one, two]) => {
      const annotation = await annotationAt(one);
      if (!annotation) return nothing;
      const seen = `"r${annotation.revision}.v${annotation.version - (two % 2)}"`;
      return [await ask('mira', 'delete', `/annotations/${annotation.id}`, undefined, seen)];
    },
    async ([one, two, three]) => {
      const annotation = await annotationAt(one);
      if (!annotation) return nothing;
      const program = await room.bearer(pick([room.jonas, room.nils, room.mira], two));
      const send = () =>
        program
          .post(`/api/annotations/${annotation.id}/comments`)
          .set('Idempotency-Key', `comment ${three}`)
          .send({ text: `Said ${one} times.` });
      return [await send(), await send()];
    },
    async ([one, two]) => {
      const annotation = await annotationAt(one);
      if (!annotation) return nothing;
      const path = `/annotations/${annotation.id}/proposals`;
      const sent = {
        note: '🌊 ﬁ',
        reason: 'It is so.',
        confidence: 'high',
        revision: 1 + (two % 3),
      };
      return [await ask('nils', 'post', path, sent)];
    },
  ];
}
