/** What a browser says of a required field that was left empty, in the screen's language instead of the system's. */
import i18next from 'i18next';

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function isField(target: EventTarget | Element | null): target is Field {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** Call once. Our words make a field invalid by themselves: they go before the next attempt, and with the first key in the field. */
export function sayWhatIsMissing(): void {
  document.addEventListener(
    'invalid',
    ({ target }) => {
      if (isField(target) && target.validity.valueMissing) target.setCustomValidity(i18next.t('design.form.missing'));
    },
    true,
  );
  document.addEventListener('input', ({ target }) => isField(target) && target.setCustomValidity(''), true);
  // Enter in a field presses the form's button too; a value that was chosen from a list comes with no key.
  document.addEventListener(
    'click',
    ({ target }) => {
      const button = target instanceof Element ? target.closest('button') : null;
      for (const field of button?.type === 'submit' ? (button.form?.elements ?? []) : []) if (isField(field)) field.setCustomValidity('');
    },
    true,
  );
}
