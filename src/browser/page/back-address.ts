/**
 * A page that answered a form and is not kept gives way in the browser's history, as soon as it is
 * left, to the page to which Back shall lead: it could be shown again only by sending the form again.
 */
export function giveWayInHistory(): void {
  const { backAddress } = document.documentElement.dataset;
  if (!backAddress || new URLSearchParams(location.search).has('answer')) return;
  const giveWay = () => history.replaceState(null, '', backAddress);
  document.addEventListener('submit', giveWay);
  document.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('a[href]')) giveWay();
  });
}
