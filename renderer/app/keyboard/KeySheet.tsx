import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '../../design/KeyHint.tsx';
import { keyName } from './keymap.ts';
import { useKeyboard } from './keys.tsx';
import styles from './KeySheet.module.css';

/** The keys of the page that is shown, and those that work everywhere. */
export function KeySheet({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const keyboard = useKeyboard();
  const scopes = opened ? keyboard.scopes() : [];
  return (
    <Modal opened={opened} onClose={onClose} title={t('frame.keys.title')} size={460} closeButtonProps={{ 'aria-label': t('frame.close') }}>
      {(['page', 'everywhere'] as const).map((place) => {
        const bindings = scopes.filter((scope) => scope.place === place).flatMap((scope) => scope.bindings);
        if (bindings.length === 0) return null;
        return (
          <section key={place} className={styles.group}>
            <h3>{t(`frame.keys.${place}`)}</h3>
            <dl>
              {bindings.map((binding) => (
                <div key={binding.keys}>
                  <dt>{binding.label}</dt>
                  <dd>
                    <KeyHint keys={keyName(binding.keys)} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
      <p className="quiet">
        {t('frame.keys.cells')} · {t('frame.keys.filter')}
      </p>
    </Modal>
  );
}
