/**
 * How each question that is asked before something is saved is said yes to, beside its box: by the code that says yes to
 * it. Apart from what reads those codes, since pages load it.
 */
export const confirmationWords = {
  masking: 'Yes, mask the source everywhere',
  identity: 'Save it all the same: the name may stand here',
  gone: 'Enter it again, for everybody to read',
  'look-alike': 'It is another source than the one that it looks like',
  'one-name': 'It is one name, however it reads',
  namesake: 'Both bear that name: keep them apart',
} as const;
