import type { Response } from 'express';
import type { TakenName } from '../../desk/answered-requests.js';
import { Problem } from '../../domain/problem.js';

declare global {
  namespace Express {
    interface Response {
      /** Whether the request was answered before, so that nothing is saved by it. */
      isAnsweredBefore?: boolean;
    }
  }
}

/**
 * Does what a program named once, and answers it as it was answered the first time, even where what
 * it made is gone by now.
 */
export async function runNamed(
  api: {
    makes?: true;
    answer?: unknown;
    again: ((location: string) => Promise<void> | undefined) | undefined;
  },
  taken: TakenName,
  res: Response,
  work: () => Promise<void> | void,
): Promise<void> {
  // Where nothing was made, only what it would be was asked for.
  const answered = api.makes && taken.answered?.location == null ? null : taken.answered;
  if (answered) res.isAnsweredBefore = true;
  try {
    await (answered && api.again ? api.again(answered.location ?? '') : work());
  } catch (fault) {
    if (answered && fault instanceof Problem && (api.makes || !api.answer))
      return answerAgain(res, answered);
    if (!res.isSaved?.()) await taken.release();
    throw fault;
  }
  if (!taken.answered) await taken.keep(res.statusCode, res.get('location') ?? null);
}

/** Of what is gone there is its id alone to tell. */
function answerAgain(
  res: Response,
  { status, location }: NonNullable<TakenName['answered']>,
): void {
  res.status(status ?? 204);
  if (location === null) return void res.end();
  res.location(location).json({ id: location.split('/').at(-1) });
}
