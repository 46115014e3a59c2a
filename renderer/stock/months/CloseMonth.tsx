/** Closes a month. It cannot be undone, so it says what follows, and who is missing. */
import { Button, Checkbox, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../../app/form.ts';
import { useSay } from '../../app/say.ts';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import styles from '../Stock.module.css';

export function CloseMonth({ month, incomplete, onClose }: { readonly month: string; readonly incomplete: readonly string[]; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const say = useSay();
  const form = useForm('month.close');
  const [without, setWithout] = useState(false);
  async function submit(): Promise<void> {
    const closed = await form.submit({ month, missing: without ? [...incomplete] : [] });
    if (closed === undefined) return;
    say.done(t('analysis.months.closed', { month, lines: closed.lines, value: closed.value }));
    onClose();
  }
  const problem = form.errorOf('missing') ?? form.errorOf('month') ?? form.generalError(['missing', 'month']);
  return (
    <Modal opened onClose={onClose} title={t('analysis.months.closeTitle', { month })} size={460} closeButtonProps={{ 'aria-label': t('frame.close') }}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p className="quiet">{t('analysis.months.consequence', { month })}</p>
        {incomplete.length === 0 ? null : (
          <>
            <p>{t('analysis.months.incomplete', { offices: incomplete.join(' ') })}</p>
            <Checkbox label={t('analysis.months.without')} checked={without} onChange={(event) => setWithout(event.currentTarget.checked)} />
          </>
        )}
        {problem === undefined ? null : <ErrorNotice>{problem}</ErrorNotice>}
        <div className={styles.buttons}>
          <Button type="submit" variant="filled" data-autofocus loading={form.running} disabled={incomplete.length > 0 && !without}>
            {t('analysis.months.confirm')}
          </Button>
          <Button onClick={onClose}>{t('frame.cancel')}</Button>
        </div>
      </form>
    </Modal>
  );
}
