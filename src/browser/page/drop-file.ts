/**
 * Lets a file be dropped anywhere on the page that adds an article: it is chosen as if by its field.
 * What is dropped as text goes where the browser puts it.
 */
export function takeDroppedFile(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-article-source]');
  const field = form?.querySelector<HTMLInputElement>('input[type="file"]');
  if (!form || !field) return;
  addEventListener('dragover', (event) => {
    if (!holdsFile(event)) return;
    event.preventDefault();
    form.classList.add('dropping');
  });
  addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) form.classList.remove('dropping');
  });
  addEventListener('drop', (event) => {
    form.classList.remove('dropping');
    const files = event.dataTransfer?.files;
    if (!files?.length) return;
    event.preventDefault();
    field.files = files;
    field.focus();
  });
}

function holdsFile(event: DragEvent): boolean {
  return [...(event.dataTransfer?.types ?? [])].includes('Files');
}
