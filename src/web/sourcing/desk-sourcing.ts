import type { Response } from 'express';
import { z } from 'zod';
import { tellStandings } from '../../desk/claims/claim-reading.js';
import type { Desk } from '../../desk/desk.js';
import { documentsById } from '../../desk/documents.js';
import { peopleNames } from '../../desk/people/names.js';
import { type DeskSourcing, deskSourcing } from '../../desk/sourcing/desk-sourcing.js';
import type { Annotation } from '../../domain/annotations/annotation.js';
import { quoted } from '../../domain/history/words.js';
import { claimWarnings, sourcingChecks } from '../../domain/sourcing/override.js';
import { capitalised, counted } from '../../domain/text/wording.js';
import type { MomentView } from '../annotations/card-view.js';
import { momentView } from '../annotations/card-view.js';
import { viewerOf } from '../articles/article.js';
import type { Answer } from '../http/answers.js';
import type { Context } from '../http/context.js';
import { withQuery } from '../http/links.js';
import type { Routes } from '../http/routes.js';
import { type SourceLink, sourceLink } from '../register/source-page-view.js';
import { overrideAnswer, overrideShape } from './override-view.js';

/** The sourcing of the whole desk: on what its claims depend, and what was set aside. */
export function sourcingOfDesk(routes: Routes): void {
  routes.get('/sourcing', 'read', (context, _req, res) => show(context, res));

  routes.get(
    '/api/sourcing',
    {
      right: 'read',
      summary:
        'The sources that most claims depend on, claims with a single source, chains in which the wording grew stronger, and warnings that were set aside',
      answer: deskSourcingShape,
    },
    async ({ desk }, _req, res) => {
      res.json(await deskSourcingAnswer(desk));
    },
  );
}

/** As many of each kind are shown. */
const maxShown = 100;

interface PassageLink {
  href: string;
  quote: string;
  article: string;
}

interface AsideView {
  title: string;
  href: string;
  what: string;
  by: string;
  at: MomentView;
  reason: string;
}

interface DeskSourcingPage {
  dependedOn: { source: SourceLink; claims: string; href: string }[];
  single: { href: string; statement: string; sentence: string }[];
  singleCount: number;
  grown: (PassageLink & { before: string; hop: number; after: string; where: string })[];
  grownCount: number;
  aside: AsideView[];
  asideCount: number;
}

async function show(context: Context, res: Response): Promise<void> {
  const { desk } = context;
  const sourcing = await deskSourcing(desk);
  const single = sourcing.singleSourced.slice(0, maxShown);
  const [told, sources, articles, people] = await Promise.all([
    tellStandings(desk, single),
    documentsById(
      desk,
      'sources',
      sourcing.dependedOn.slice(0, maxShown).map(({ source }) => source),
    ),
    documentsById(desk, 'articles', articlesIn(sourcing)),
    peopleNames(desk),
  ]);
  const passage = ({ id, article, target }: Annotation): PassageLink => ({
    href: `/articles/${article}#annotation-${id}`,
    quote: quoted(target.exact),
    article: articles.get(article)?.title ?? article,
  });
  const asides = asidesOf(sourcing, (annotation) => passage(annotation).href);
  const page: DeskSourcingPage = {
    dependedOn: sourcing.dependedOn.flatMap(({ source, claims }) => {
      const entry = sources.get(source);
      if (!entry) return [];
      const href = withQuery('/claims', { source });
      return [{ source: sourceLink(entry), claims: counted(claims.length, 'claim'), href }];
    }),
    single: single.map(({ claim }, at) => ({
      href: `/claims/${claim.id}`,
      statement: claim.statement,
      sentence: (told[at]?.sentences ?? [])
        .flat()
        .map(({ text }) => text)
        .join(''),
    })),
    singleCount: sourcing.singleSourced.length,
    grown: sourcing.grown.slice(0, maxShown).map(({ annotation, wording }) => ({
      ...passage(annotation),
      before: quoted(wording.before),
      hop: wording.hop,
      after: quoted(wording.after),
      where: wording.laterHop === null ? 'the passage' : `hop ${wording.laterHop}`,
    })),
    grownCount: sourcing.grown.length,
    aside: asides.slice(0, maxShown).map(({ by, at, ...each }) => ({
      ...each,
      by: people.get(by) ?? by,
      at: momentView(at, viewerOf(context)),
    })),
    asideCount: asides.length,
  };
  res.render('sourcing/desk', { page });
}

function articlesIn({ grown, aside }: DeskSourcing): string[] {
  return [...grown, ...aside].slice(0, 2 * maxShown).map(({ annotation }) => annotation.article);
}

/** What was set aside, of claims and annotations, the newest first. */
function asidesOf(
  { aside, asideOfClaims }: DeskSourcing,
  hrefOf: (annotation: Annotation) => string,
) {
  const ofClaims = asideOfClaims.flatMap(({ claim }) =>
    claim.overrides.map(({ code, by, at, reason }) => ({
      ...{ by, at, reason, title: capitalised(code), what: quoted(claim.statement) },
      href: `/claims/${claim.id}`,
    })),
  );
  const ofAnnotations = aside.map(({ annotation, override: { code, by, at, reason } }) => ({
    ...{ by, at, reason, title: capitalised(code), what: quoted(annotation.target.exact) },
    href: hrefOf(annotation),
  }));
  return [...ofClaims, ...ofAnnotations].toSorted((one, other) => (one.at < other.at ? 1 : -1));
}

const deskSourcingShape = z
  .object({
    /** The sources in every chain that asserts a claim, those of most claims first. */
    dependedOn: z.array(
      z.object({ id: z.string(), name: z.string(), claims: z.array(z.string()) }),
    ),
    /** The claims that rest on one source, by their ids. */
    singleSource: z.array(z.string()),
    /** Chains whose wording grew stronger: that of a hop, and of a later hop or, where it is null, of the passage. */
    grown: z.array(
      z.object({
        annotation: z.string(),
        article: z.string(),
        hop: z.int(),
        before: z.string(),
        laterHop: z.int().nullable(),
        after: z.string(),
      }),
    ),
    setAside: z.array(
      z.object({
        annotation: z.string().nullable(),
        claim: z.string().nullable(),
        code: z.enum([...claimWarnings, ...sourcingChecks]),
        override: overrideShape.omit({ id: true }),
      }),
    ),
  })
  .meta({ id: 'DeskSourcing' });

async function deskSourcingAnswer(desk: Desk): Promise<Answer<typeof deskSourcingShape>> {
  const { dependedOn, singleSourced, grown, aside, asideOfClaims } = await deskSourcing(desk);
  const [sources, people] = await Promise.all([
    documentsById(
      desk,
      'sources',
      dependedOn.map(({ source }) => source),
    ),
    peopleNames(desk),
  ]);
  const answered = (override: Parameters<typeof overrideAnswer>[0]) => {
    const { id: _, ...rest } = overrideAnswer(override, people);
    return rest;
  };
  return {
    dependedOn: dependedOn.map(({ source, claims }) => ({
      id: source,
      name: sources.get(source)?.name ?? source,
      claims: claims.map(({ id }) => id),
    })),
    singleSource: singleSourced.map(({ claim }) => claim.id),
    grown: grown.map(({ annotation: { id, article }, wording }) => ({
      annotation: id,
      article,
      ...wording,
    })),
    setAside: [
      ...asideOfClaims.flatMap(({ claim }) =>
        claim.overrides.map((override) => ({
          ...{ annotation: null, claim: claim.id, code: override.code },
          override: answered(override),
        })),
      ),
      ...aside.map(({ annotation, override }) => ({
        ...{ annotation: annotation.id, claim: null, code: override.code },
        override: answered(override),
      })),
    ],
  };
}
