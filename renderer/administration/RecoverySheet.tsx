/** The recovery sheet: its words on screen once asked for, and the paper that is locked away. */
import { Button } from '@mantine/core';
import { Printer } from 'lucide-react';
import { useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../app/keyboard/keys.tsx';
import { useLive } from '../app/office-context.tsx';
import { paperTime } from '../app/print/stock-paper.ts';
import { useSession } from '../app/session.tsx';
import { useRefusalText } from '../app/use-refusal-text.ts';
import { ErrorNotice } from '../design/ErrorNotice.tsx';
import { KeyHint } from '../design/KeyHint.tsx';
import { useNow } from '../design/use-now.ts';
import page from './Administration.module.css';
import styles from './RecoverySheet.module.css';

/** The root key is shown only when asked for, and only then asked of the core. */
export function RecoverySheet() {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  const sheet = useLive('recovery.sheet', shown ? {} : undefined);
  const problem = useRefusalText(sheet.refusal, 'recovery.sheet');
  const words = sheet.value?.words;
  useKeys(words === undefined ? [] : [{ keys: 'Ctrl+P', label: t('print.print'), run: printPage }]);
  if (!shown) return <Button onClick={() => setShown(true)}>{t('administration.showRecovery')}</Button>;
  if (problem !== undefined) return <ErrorNotice>{problem}</ErrorNotice>;
  if (words === undefined) return null;
  return (
    <>
      <p className={styles.words}>{words}</p>
      <div className={page.buttons}>
        <Button autoFocus variant="filled" leftSection={<Printer size={14} aria-hidden />} rightSection={<KeyHint keys="Ctrl+P" />} onClick={printPage}>
          {t('print.print')}
        </Button>
      </div>
      <Paper words={words} />
    </>
  );
}

function printPage(): void {
  window.print();
}

/** What the printer gets instead of the screen. It is never kept as a file of ours. */
function Paper({ words }: { readonly words: string }) {
  const { t } = useTranslation();
  const { organisation, office, person } = useSession();
  const now = useNow();
  return createPortal(
    <div className={styles.paper} aria-hidden>
      <h1>{t('administration.recovery')}</h1>
      <p>{t('administration.sheet.of', { organisation, office: `${office.code} ${office.name}` })}</p>
      <ol className={styles.groups}>
        {words.split('-').map((group, index) => (
          <li key={`${String(index)} ${group}`}>{group}</li>
        ))}
      </ol>
      <p>{t('administration.sheet.keep')}</p>
      <p>{t('administration.sheet.use')}</p>
      <p>{t('administration.sheet.printed', { person: person.name, time: paperTime(now) })}</p>
    </div>,
    document.body,
  );
}
