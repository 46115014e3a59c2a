import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../../app/form.ts';
import { useSay } from '../../app/say.ts';
import { ErrorNotice } from '../../design/ErrorNotice.tsx';
import { Section } from '../../design/Page.tsx';
import styles from '../Stock.module.css';

/** Takes a document back as a whole. A reversal cannot be reversed, so it names the consequence and asks for the reason. */
export function ReverseDocument({ number }: { readonly number: string }) {
  const { t } = useTranslation();
  const say = useSay();
  const form = useForm('stock.reverseDocument');
  const [reason, setReason] = useState('');
  const general = form.generalError(['reason']);
  async function submit(): Promise<void> {
    const output = await form.submit({ number, reason });
    if (output !== undefined) say.done(t('places.reversedAs', { number, by: output.number }));
  }
  return (
    <Section title={t('places.reverse')}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <p className="quiet">{t('places.reverseHint')}</p>
        <TextInput required label={t('stock.movement.reverseReason')} value={reason} error={form.errorOf('reason')} onChange={(event) => setReason(event.currentTarget.value)} />
        {general === undefined ? null : <ErrorNotice>{general}</ErrorNotice>}
        <div className={styles.buttons}>
          <Button type="submit" color="red" variant="light" loading={form.running}>
            {t('places.reverseDo')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
