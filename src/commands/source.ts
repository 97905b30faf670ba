import { Command } from 'commander';
import type { Actor, Desk } from '../desk/desk.js';
import { standingFor } from '../desk/register/joined.js';
import { joinSource, partSource } from '../desk/register/joining.js';
import { maskSource, previewMasking } from '../desk/register/masking/masking.js';
import { unmaskSource } from '../desk/register/masking/unmasking.js';
import { visibleTo } from '../desk/rounds/visibility.js';
import type { Source } from '../domain/register/source.js';
import { answer, type CommonOptions, command, onDesk, type Shell } from './shell.js';
import { personOf } from './user.js';
import { confirmOption, withWayOut } from './way-out.js';

/** `whence source`: what an editor does to entries of the register, joins, parts, masks and unmasks. */
export function sourceCommand(shell: Shell): Command {
  return new Command('source')
    .addCommand(joinCommand(shell))
    .addCommand(partCommand(shell))
    .addCommand(maskCommand(shell))
    .addCommand(unmaskCommand(shell));
}

type As = CommonOptions & { as: string };

function joinCommand(shell: Shell): Command {
  return command('join', 'say that two entries of the register are one source')
    .argument('<id>', 'the entry that is joined; chains that name it keep its name')
    .argument('<into>', 'the entry that stands for both from now on')
    .requiredOption('--as <email>', 'the editor who joins them')
    .addOption(confirmOption(['identity']))
    .action((id: string, into: string, options: As & { confirm?: 'identity'[] }) =>
      onEntry(shell, options, (desk, actor) =>
        joinSource(desk, actor, id, into, { confirm: options.confirm }).catch(withWayOut),
      ),
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

type Masking = As & { replace: string[]; leave: string[]; preview?: true };

function maskCommand(shell: Shell): Command {
  return command('mask', 'mask a public entry everywhere, under a pseudonym and another id')
    .argument('<id>', 'the entry; those that are joined with it are masked too')
    .requiredOption('--as <email>', 'the editor who masks it')
    .option('--preview', 'only say where it is named in words, each text with its key')
    .option('--replace <keys...>', 'texts to be replaced beside those that hold the whole name', [])
    .option('--leave <keys...>', 'texts to be left as they are', [])
    .action((id: string, options: Masking) =>
      options.preview ? preview(shell, id, options) : mask(shell, id, options),
    );
}

async function mask(shell: Shell, id: string, options: Masking): Promise<void> {
  const masked = await asEditor(shell, options, (desk, actor) =>
    maskSource(desk, actor, id, options),
  );
  const line = `It is called ${masked.name} now, and has the id ${masked.id}.`;
  answer(shell, options, { id: masked.id, name: masked.name }, line);
}

async function preview(shell: Shell, id: string, options: Masking): Promise<void> {
  const { words } = await asEditor(shell, options, (desk, actor) =>
    previewMasking(desk, actor, id),
  );
  const items = words.map(({ isSure, ...naming }) => ({ ...naming, isReplaced: isSure }));
  const lines = items.map(({ key, text, isFixed, isReplaced }) => {
    const fate = isFixed ? 'stays' : isReplaced ? 'replaced' : 'left';
    return `${key}\t${fate}\t${text.replace(/\s+/gu, ' ')}`;
  });
  answer(shell, options, { items }, lines.join('\n') || 'It is named in no words.');
}

function unmaskCommand(shell: Shell): Command {
  return command('unmask', 'take the masking of an entry back')
    .argument('<id>', 'the entry, by the id that it has since')
    .requiredOption('--as <email>', 'the editor who unmasks it')
    .action(async (id: string, options: As) => {
      const shown = await asEditor(shell, options, (desk, actor) => unmaskSource(desk, actor, id));
      const line = `${shown.name} is public again, and has the id ${shown.id}.`;
      answer(shell, options, { id: shown.id, name: shown.name }, line);
    });
}

function asEditor<T>(
  shell: Shell,
  options: As,
  work: (desk: Desk, actor: Actor) => Promise<T>,
): Promise<T> {
  return onDesk(shell, options, 'write', async (desk) => {
    const actor = await personOf(desk, options.as);
    return work(await visibleTo(desk, actor), actor);
  });
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
