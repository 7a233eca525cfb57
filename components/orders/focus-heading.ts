/** For a dialog's `onCloseAutoFocus`: what opened it is gone, so the focus goes to where the page begins. */
export function focusHeading(event: Event): void {
  const heading = document.querySelector<HTMLElement>('main h1');
  if (!heading) return;
  event.preventDefault();
  heading.tabIndex = -1;
  heading.focus();
}
