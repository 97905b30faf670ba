/** Words that the program says nowhere; "cannot be judged" are a scale's own. */
export const avoidedWords =
  /(?<!cannot be )\bjudg\w*|\baccept(?:s|ed|ing)?\b|\bvalidat\w*|\bsubmit\w*|nobody has \w+ it yet|\btalk\b|say something|\bwhose\b|(?:present|current) password|must be|\bshall\b|\bcolumn (?:\d|\$)/giu;

/** Signs and arrows of whichever font: here they are drawn. The dash of "not rated" is a dash. */
export const glyphs = /[←-⇿○◌●◐◑■□▲△▼▽◆◇✓-✘×≠±−➔-➾]/gu;
