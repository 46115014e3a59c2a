/** Imports made on this computer; each can be taken back. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLive } from '../app/office-context.tsx';
import { Moment } from '../design/Moment.tsx';
import { Section } from '../design/Page.tsx';
import { useLanguage } from '../i18n/index.ts';
import { useUndo } from './use-undo.ts';
import styles from './Exchange.module.css';

const nothing = (): void => {};

export function PastImports() {
  const { t } = useTranslation();
  const language = useLanguage();
  const imports = useLive('import.list', {}).value?.rows ?? [];
  const undo = useUndo(nothing);
  if (imports.length === 0) return null;
  return (
    <Section title={t('exchange.past')}>
      <table className={styles.columns}>
        <thead>
          <tr>
            <th scope="col">{t('exchange.file')}</th>
            <th scope="col">{t('exchange.tableLabel')}</th>
            <th scope="col">{t('exchange.what')}</th>
            <th scope="col">{t('exchange.who')}</th>
            <th scope="col">{t('exchange.when')}</th>
            <th scope="col">{t('design.table.actions')}</th>
          </tr>
        </thead>
        <tbody>
          {imports.map((each) => (
            <tr key={each.import}>
              <td>{each.name}</td>
              <td>{each.tableName[language]}</td>
              <td>{t('exchange.wrote', { created: each.created, changed: each.changed })}</td>
              <td>{each.byName}</td>
              <td>
                <Moment ms={each.atMs} />
              </td>
              <td>
                {each.undone ? (
                  <span className="quiet">{t('exchange.isUndone')}</span>
                ) : (
                  <Button size="compact-xs" loading={undo.running} onClick={() => void undo.run(each.import)}>
                    {t('exchange.undo')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
