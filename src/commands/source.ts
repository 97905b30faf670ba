import { Command } from 'commander';
import type { Actor, Desk } from '../desk/desk.js';
import { joinSource, partSource } from '../desk/register/entry-changes.js';
import { standingFor } from '../desk/register/joined.js';
import { visibleTo } from '../desk/rounds/visibility.js';
import type { Source } from '../domain/register/source.js';
import { answer, type CommonOptions, command, onDesk, type Shell } from './shell.js';
import { personOf } from './user.js';

export function sourceCommand(shell: Shell): Command {
  return new Command('source').addCommand(joinCommand(shell)).addCommand(partCommand(shell));
}

type As = CommonOptions & { as: string };

function joinCommand(shell: Shell): Command {
  return command('join', 'say that two entries of the register are one source')
    .argument('<id>', 'the entry that is joined; chains that name it keep its name')
    .argument('<into>', 'the entry that stands for both from now on')
    .requiredOption('--as <email>', 'the editor who joins them')
    .action((id: string, into: string, options: As) =>
      onEntry(shell, options, (desk, actor) => joinSource(desk, actor, id, into)),
    );
}

function partCommand(shell: Shell): Command {
  return command('part', 'part an entry again from the one into which it was joined')
    .argument('<id>', 'the entry that was joined')
    .requiredOption('--as <email>', 'the editor who parts them')
    .action((id: string, options: As) =>
      onEntry(shell, options, (desk, actor) => partSource(desk, actor, id)),
    );
}

async function onEntry(
  shell: Shell,
  options: As,
  work: (desk: Desk, actor: Actor) => Promise<Source>,
): Promise<void> {
  const { source, end } = await onDesk(shell, options, 'write', async (desk) => {
    const actor = await personOf(desk, options.as);
    const seen = await visibleTo(desk, actor);
    const source = await work(seen, actor);
    const [end = source] = await standingFor(seen.store, [source]);
    return { source, end };
  });
  const { id, name } = source;
  const joinedInto = end.id === id ? null : end.id;
  const line = joinedInto === null ? `${name} stands for itself.` : `${name} is ${end.name} now.`;
  answer(shell, options, { id, joinedInto }, line);
}
