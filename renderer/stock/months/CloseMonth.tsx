/** Closes a month. It cannot be undone, so it says what follows, and who is missing. */
import { Button, Checkbox, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../../app/form.ts';
import { useLive } from '../../app/office-context.tsx';
import { useSay } from '../../app/say.ts';
import { Dialog } from '../../design/Dialog.tsx';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import styles from '../Stock.module.css';

export function CloseMonth({ month, incomplete, onClose }: { readonly month: string; readonly incomplete: readonly string[]; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const say = useSay();
  const form = useForm('month.close');
  const offices = useLive('office.list', { limit: 1000 }).value?.rows ?? [];
  const [office, setOffice] = useState<string | null>(null);
  const [without, setWithout] = useState(false);
  // Of one office, what others still owe stops nothing.
  const behind = office === null ? incomplete : incomplete.filter((code) => code === office);
  async function submit(): Promise<void> {
    const closed = await form.submit({ month, missing: without ? [...behind] : [], ...(office === null ? {} : { office }) });
    if (closed === undefined) return;
    say.done(t('analysis.months.closed', { month, lines: closed.lines, value: closed.value }));
    onClose();
  }
  const problem = form.errorOf('missing') ?? form.errorOf('month') ?? form.generalError(['missing', 'month', 'office']);
  return (
    <Dialog onClose={onClose} title={t('analysis.months.closeTitle', { month })} size={460}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p className="quiet">{t('analysis.months.consequence', { month })}</p>
        <Select
          clearable
          clearButtonProps={{ 'aria-label': t('design.clear') }}
          label={t('analysis.months.scope')}
          placeholder={t('analysis.months.all')}
          data={offices.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
          value={office}
          error={form.errorOf('office')}
          onChange={setOffice}
        />
        {behind.length === 0 ? null : (
          <>
            <p>{t('analysis.months.incomplete', { offices: behind.join(' ') })}</p>
            <Checkbox label={t('analysis.months.without')} checked={without} onChange={(event) => setWithout(event.currentTarget.checked)} />
          </>
        )}
        {problem === undefined ? null : <ErrorNotice>{problem}</ErrorNotice>}
        <div className={styles.buttons}>
          <Button type="submit" variant="filled" data-autofocus loading={form.running} disabled={behind.length > 0 && !without}>
            {t('analysis.months.confirm')}
          </Button>
          <Button onClick={onClose}>{t('frame.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
