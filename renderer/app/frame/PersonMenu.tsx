import { Menu, SegmentedControl, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { Keyboard } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { PersonMark } from '../../design/PersonMark.tsx';
import { KeyHint } from '../../design/KeyHint.tsx';
import { switchLanguage, useLanguage } from '../../i18n/index.ts';
import { rememberLanguage } from '../preferences.ts';
import { useSession } from '../session.tsx';
import styles from './PersonMenu.module.css';

/** Who is signed in, and how the screen looks to them. */
export function PersonMenu({ onKeys }: { readonly onKeys: () => void }) {
  const { t } = useTranslation();
  const { person } = useSession();
  const language = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end" width={252}>
      <Menu.Target>
        <UnstyledButton className={styles.person}>
          <span aria-hidden>
            <PersonMark name={person.name} strong />
          </span>
          <span className={styles.name}>{person.name}</span>
          <span className="visually-hidden">{t('frame.person.menu')}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {person.name} · {person.roles.map((role) => t(`frame.person.roles.${role}`)).join(' · ')}
        </Menu.Label>
        <div className={styles.setting}>
          <span>{t('frame.person.language')}</span>
          <SegmentedControl
            value={language}
            data={[
              { value: 'zh', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
            onChange={(value) => {
              const chosen = value === 'en' ? 'en' : 'zh';
              rememberLanguage(chosen);
              void switchLanguage(chosen);
            }}
          />
        </div>
        <div className={styles.setting}>
          <span>{t('frame.person.theme')}</span>
          <SegmentedControl
            value={colorScheme}
            data={[
              { value: 'light', label: t('frame.person.light') },
              { value: 'dark', label: t('frame.person.dark') },
              { value: 'auto', label: t('frame.person.system') },
            ]}
            onChange={(value) => setColorScheme(value)}
          />
        </div>
        <Menu.Divider />
        <Menu.Item leftSection={<Keyboard size={14} aria-hidden />} rightSection={<KeyHint keys="?" />} onClick={onKeys}>
          {t('frame.person.keys')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
