import { ActionIcon, Menu } from '@mantine/core';
import { Ellipsis, MoveRight, Redo2, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';

const MORE = [
  ['move', MoveRight],
  ['return-in', Undo2],
  ['return-out', Redo2],
] as const;

/** The entries that are made less often than the three with keys. */
export function MoreEntries() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={30} aria-label={t('entry.more')} title={t('entry.more')}>
          <Ellipsis size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {MORE.map(([kind, Icon]) => (
          <Menu.Item key={kind} leftSection={<Icon size={15} aria-hidden />} onClick={() => void navigate(`/stock/${kind}`)}>
            {t(`entry.kinds.${kind}.title`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
