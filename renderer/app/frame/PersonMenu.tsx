import { Button, Popover, SegmentedControl, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { Keyboard } from 'lucide-react';
import { useState } from 'react';
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
  const [opened, setOpened] = useState(false);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={272} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={styles.person} onClick={() => setOpened((before) => !before)}>
          <span aria-hidden>
            <PersonMark name={person.name} strong />
          </span>
          <span className={styles.name}>{person.name}</span>
          <span className="visually-hidden">{t('frame.person.menu')}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={styles.panel ?? ''} aria-label={t('frame.person.menu')}>
        <p className="quiet">
          {person.name} · {person.roles.map((role) => t(`frame.person.roles.${role}`)).join(' · ')}
        </p>
        <div className={styles.setting}>
          <span aria-hidden>{t('frame.person.language')}</span>
          <SegmentedControl
            aria-label={t('frame.person.language')}
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
          <span aria-hidden>{t('frame.person.theme')}</span>
          <SegmentedControl
            aria-label={t('frame.person.theme')}
            value={colorScheme}
            data={[
              { value: 'light', label: t('frame.person.light') },
              { value: 'dark', label: t('frame.person.dark') },
              { value: 'auto', label: t('frame.person.system') },
            ]}
            onChange={(value) => setColorScheme(value)}
          />
        </div>
        <Button
          fullWidth
          variant="subtle"
          color="gray"
          classNames={{ label: styles.wide ?? '' }}
          leftSection={<Keyboard size={14} aria-hidden />}
          rightSection={<KeyHint keys="?" />}
          onClick={() => {
            setOpened(false);
            onKeys();
          }}
        >
          {t('frame.person.keys')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
