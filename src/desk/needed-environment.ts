/** What a process of ours needs to find its files and fonts; the desk's own settings and secrets are not for it. */
const neededVariables = ['PATH', 'HOME', 'SystemRoot', 'LOCALAPPDATA', 'XDG_DATA_HOME', 'TMPDIR'];

/** The environment of a process that the desk starts. */
export function neededEnvironment(): NodeJS.ProcessEnv {
  const known = neededVariables.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(known);
}
