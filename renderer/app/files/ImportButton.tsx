/** Leads to the import of a table; only for who may. */
import { Button } from '@mantine/core';
import { Upload } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useLive } from '../office-context.tsx';

export function ImportButton({ table }: { readonly table: 'items' | 'partners' | 'movements' }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const allowed = useLive('import.tables', {}).value?.rows.some((each) => each.table === table && each.allowed) === true;
  if (!allowed) return null;
  return (
    <Button data-tool variant="subtle" title={t('exchange.import')} leftSection={<Upload size={14} aria-hidden />} onClick={() => void navigate(`/import?table=${table}`)}>
      {t('exchange.import')}
    </Button>
  );
}
